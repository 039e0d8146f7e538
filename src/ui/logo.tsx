/** Green mountains under a mirabelle sun. Decorative: the name is written beside it. */
export const Logo = ({ taille = 28 }: { taille?: number }) => (
  <svg width={taille} height={taille} viewBox="0 0 28 28" aria-hidden="true" focusable="false">
    <circle cx="21.5" cy="6" r="3.8" fill="#ffd23f" />
    <path d="M1 25 9.6 9.4a1 1 0 0 1 1.8 0L20 25z" fill="#0b4f47" />
    <path d="m13.4 25 6-9.6a1 1 0 0 1 1.7 0L27 25z" fill="#0b4f47" />
    <path d="m13.1 25 4.5-7.2" fill="none" stroke="#fff" stroke-width="1.4" />
  </svg>
)
