import type { Appel } from '../domaine/appel/schema.ts'
import type { Corps } from '../socle/http/corps.ts'
import { Avis } from '../ui/avis.tsx'
import { ResumeErreurs } from '../ui/champ.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
import { Vide } from '../ui/vide.tsx'
import type { Bilan } from './commission-permanente-gestes.ts'
import { AInscrire } from './vote-a-inscrire.tsx'
import { OrdreDuJour } from './vote-ordre-du-jour.tsx'
import type { LigneVote } from './vote-queries.ts'

export type VueVote = {
  cadre: Cadre
  appel: Appel
  lignes: LigneVote[]
  seances: { id: string; date: string }[]
  secretaire: boolean
  inscrit: boolean
  bilan: Bilan | undefined
  /** The session that the address asks for: its day, or `a-fixer`. */
  seance: string | undefined
  corps: Corps
}

/** Dossiers that wait for the commission permanente: put on the agenda, then decided, many at once. */
export const CommissionPermanentePage = (p: VueVote) => {
  const inscrits = p.lignes.filter((l) => l.vote !== null)
  const autres = p.lignes.filter((l) => l.vote === null)
  const erreurs = p.bilan?.erreurs ?? []
  return (
    <Page {...p.cadre} titre="Commission permanente" prive large erreurs={erreurs}>
      <ResumeErreurs erreurs={erreurs} />
      <p class="laureat-surtitre">{p.appel.sigle ?? p.appel.titre}</p>
      <h1 class="govuk-heading-xl">Commission permanente</h1>
      {p.bilan && (p.bilan.faits > 0 || p.bilan.refus.length > 0) ? (
        <Avis
          ton={p.bilan.refus.length > 0 ? 'attention' : 'succes'}
          titre={
            p.bilan.faits === 0
              ? 'Rien n’a été enregistré.'
              : `${p.bilan.faits} dossier${p.bilan.faits > 1 ? 's enregistrés' : ' enregistré'}.`
          }
        >
          {p.bilan.refus.length > 0 ? (
            <ul class="govuk-list govuk-list--bullet">
              {p.bilan.refus.map((x) => (
                <li>{x}</li>
              ))}
            </ul>
          ) : null}
        </Avis>
      ) : null}
      <h2 class="govuk-heading-m">À l’ordre du jour ({inscrits.length})</h2>
      {inscrits.length === 0 ? <Vide titre="Aucun dossier inscrit" /> : <OrdreDuJour {...p} inscrits={inscrits} />}
      <h2 class="govuk-heading-m">À inscrire ({autres.length})</h2>
      {autres.length === 0 ? (
        <Vide titre="Tous les dossiers retenus sont inscrits" />
      ) : (
        <AInscrire {...p} autres={autres} />
      )}
    </Page>
  )
}
