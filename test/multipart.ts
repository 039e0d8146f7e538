import type { maisonDEssai } from './maison.ts'

type Maison = Awaited<ReturnType<typeof maisonDEssai>>
export type FichierDEssai = { champ: string; nom: string; type?: string; contenu: Buffer }

/** Posts a form with files as a browser does: fields first, then files, from a page of ours. */
export const envoyerFichiers = async (
  m: Maison,
  qui: { cookie: string },
  url: string,
  champs: Record<string, string | string[]>,
  fichiers: FichierDEssai[] = [],
) => {
  const limite = 'limite-d-essai'
  const morceaux: Buffer[] = Object.entries(champs).flatMap(([n, v]) =>
    [v].flat().map((x) => Buffer.from(`--${limite}\r\nContent-Disposition: form-data; name="${n}"\r\n\r\n${x}\r\n`)),
  )
  for (const f of fichiers)
    morceaux.push(
      Buffer.from(
        `--${limite}\r\nContent-Disposition: form-data; name="${f.champ}"; filename="${f.nom}"\r\nContent-Type: ${f.type ?? 'application/pdf'}\r\n\r\n`,
      ),
      f.contenu,
      Buffer.from('\r\n'),
    )
  const r = await m.app.inject({
    method: 'POST',
    url,
    headers: {
      cookie: qui.cookie,
      'content-type': `multipart/form-data; boundary=${limite}`,
      'sec-fetch-site': 'same-origin',
    },
    payload: Buffer.concat([...morceaux, Buffer.from(`--${limite}--\r\n`)]),
  })
  return { statut: r.statusCode, html: r.body, vers: r.headers.location }
}

/** The fields of the form of a page whose action is this one, as a browser would send them untouched. */
export const champsDe = (html: string, action: string): Record<string, string> => {
  const debut = html.indexOf(`action="${action.replaceAll('&', '&amp;')}"`)
  const forme = html.slice(debut, html.indexOf('</form>', debut))
  const champs: Record<string, string> = {}
  const lire = (t: string) =>
    t.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&amp;', '&')
  for (const [balise] of forme.matchAll(/<input [^>]*>/g)) {
    const nom = / name="([^"]*)"/.exec(balise)?.[1]
    const type = / type="([^"]*)"/.exec(balise)?.[1]
    if (!nom || type === 'file') continue
    if ((type === 'radio' || type === 'checkbox') && !/ checked/.test(balise)) continue
    champs[lire(nom)] = lire(/ value="([^"]*)"/.exec(balise)?.[1] ?? '')
  }
  for (const [, attributs = '', texte = ''] of forme.matchAll(/<textarea ([^>]*)>([^<]*)<\/textarea>/g))
    champs[lire(/name="([^"]*)"/.exec(attributs)?.[1] ?? '')] = lire(texte)
  for (const [, attributs = '', options = ''] of forme.matchAll(/<select ([^>]*)>(.*?)<\/select>/gs))
    champs[lire(/name="([^"]*)"/.exec(attributs)?.[1] ?? '')] = lire(
      /<option value="([^"]*)" selected/.exec(options)?.[1] ?? '',
    )
  return champs
}
