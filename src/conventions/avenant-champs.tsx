import type { ComponentChildren } from 'preact'
import { montantSaisi } from '../domaine/montants.ts'
import { texteDe } from '../socle/http/corps.ts'
import { dateSaisie } from '../ui/champ.tsx'
import { ChampMontant, ChampTexte } from '../ui/champs.tsx'
import { ChampDate } from '../ui/champs-choix.tsx'
import { Bouton, Formulaire } from '../ui/formulaire.tsx'
import { urls } from '../urls.ts'
import type { VueAvenant } from './avenant-page.tsx'

type P = VueAvenant

/** One form of the page of an amendment: the act that it posts, the version that was read, the files already received. */
export const Geste = (p: P & { geste: string; titre?: string; bouton: string; children: ComponentChildren }) => {
  const { id, version } = p.r.faits.dossier
  const repris = ['piece', 'deliberation.piece'].filter((nom) => texteDe(p.corps, nom))
  return (
    <section>
      {p.titre ? <h2 class="govuk-heading-m">{p.titre}</h2> : null}
      <Formulaire action={urls.avenant.href({ id, avenant: p.a.id })} csrf={p.cadre.csrf} fichiers>
        <input type="hidden" name="version" value={version} />
        <input type="hidden" name="geste" value={p.geste} />
        <input type="hidden" name="prefixe" value={p.geste} />
        {texteDe(p.corps, 'geste') === p.geste
          ? repris.map((nom) => <input type="hidden" name={nom} value={texteDe(p.corps, nom)} />)
          : null}
        {p.children}
        <Bouton>{p.bouton}</Bouton>
      </Formulaire>
    </section>
  )
}

type Champ = P & {
  geste: string
  nom: string
  libelle: string
  aide?: string
  facultatif?: boolean
  defaut?: string | undefined
}

/** What was typed belongs to the form that was posted, not to its neighbours. */
const saisi = (p: P & { geste: string }, nom: string): string =>
  texteDe(p.corps, 'geste') === p.geste ? texteDe(p.corps, nom) : ''

export const Texte = (p: Champ) => (
  <ChampTexte
    chemin={`${p.geste}.${p.nom}`}
    libelle={p.libelle}
    aide={p.aide}
    facultatif={p.facultatif}
    erreurs={p.erreurs}
    valeur={saisi(p, p.nom) || p.defaut}
  />
)

export const Jour = (p: Champ) => (
  <ChampDate
    chemin={`${p.geste}.${p.nom}`}
    libelle={p.libelle}
    facultatif={p.facultatif}
    erreurs={p.erreurs}
    valeur={texteDe(p.corps, 'geste') === p.geste ? dateSaisie(p.corps, p.nom) : ''}
  />
)

export const Montant = (p: P & { geste: string; libelle: string }) => (
  <ChampMontant
    chemin={`${p.geste}.montant`}
    libelle={p.libelle}
    erreurs={p.erreurs}
    valeur={saisi(p, 'montant') || montantSaisi(Number(p.a.contenu.montant ?? 0))}
  />
)
