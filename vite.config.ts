import { defineConfig } from 'vite'

/** The browser build: one style sheet, one module, two fonts, under hashed names and a manifest that the pages read. */
export default defineConfig({
  publicDir: 'src/client/public',
  build: {
    outDir: 'dist/client',
    assetsDir: 'actifs',
    manifest: true,
    // Inlining would need `data:` in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: false,
    target: 'es2022',
    cssMinify: 'lightningcss',
    rolldownOptions: { input: ['src/client/laureat.ts', 'src/client/laureat.scss'] },
  },
})
