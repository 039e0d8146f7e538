import { avecArticle } from '../domaine/francais.ts'
import { fige } from './fige.ts'
import type { Operateur } from './page.tsx'

export type Lien = { libelle: string; href: string }

/** The links come from `urls.ts`: accessibility, personal data, legal notices, site map, contact. */
export const PiedDePage = (p: PiedProps) =>
  fige('footer', { class: 'laureat-pied' }, JSON.stringify(p), () => <Interieur {...p} />)

type PiedProps = { operateur: Operateur; liens: Lien[]; largeur: string }

function Interieur({ operateur, liens, largeur }: PiedProps) {
  return (
    <div class={`${largeur} laureat-pied__ligne`}>
      <p class="laureat-pied__qui">Opéré par {avecArticle(operateur.nom)}</p>
      <ul class="laureat-pied__liens">
        {liens.map((x) => (
          <li>
            <a href={x.href}>{x.libelle}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}
