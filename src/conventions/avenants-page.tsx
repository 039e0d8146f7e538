import { CE_QU_IL_FAUT, estGenre, type Genre } from '../domaine/convention/avenants.ts'
import { CONVENTION_COMPLETE } from '../domaine/etats.ts'
import type { Regard } from '../registre/formulaire-fichiers.ts'
import { type Cadre, Page } from '../ui/page.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { Vide } from '../ui/vide.tsx'
import { urls } from '../urls.ts'
import { ListeAvenants } from './liste-avenants.tsx'

/** What may change once the agreement is signed, what each change entails, and those already asked. */
export const AvenantsPage = (p: {
  cadre: Cadre
  r: Regard
  documents: { id: string; genre: string; nom: string }[]
}) => {
  const f = p.r.faits
  const { id } = f.dossier
  const demande =
    CONVENTION_COMPLETE.includes(f.dossier.etat) &&
    p.r.qualites.some((q) => q.role === 'redacteur' || q.role === 'signataire')
  const consolidee = p.documents.findLast((d) => d.genre === 'convention_consolidee')
  return (
    <Page
      {...p.cadre}
      titre="Changements de la convention"
      prive
      retour={{ href: urls.convention.href({ id }), libelle: 'Retour à la convention' }}
    >
      <p class="laureat-surtitre">Dossier {f.dossier.numero}</p>
      <h1 class="govuk-heading-xl">Changements de la convention</h1>
      {consolidee ? (
        <p class="govuk-body">
          <a href={urls.document.href({ id, document: consolidee.id })}>Lire la convention à jour (PDF)</a>, avec chaque
          changement daté.
        </p>
      ) : null}
      {f.avenants.length > 0 ? <ListeAvenants f={f} /> : <Vide titre="Aucun changement demandé" />}
      {demande ? (
        <>
          <h2 class="govuk-heading-m">Demander un changement</h2>
          <Tableau
            legende="Ce que vous pouvez demander"
            legendeCachee
            colonnes={[{ titre: 'Ce qui change' }, { titre: 'Ce qu’il faut' }]}
            lignes={ORDRE.map((g) => [
              <a href={urls.avenantDemande.href({ id, genre: g })}>{CE_QU_IL_FAUT[g].nom}</a>,
              CE_QU_IL_FAUT[g].court,
            ])}
          />
        </>
      ) : null}
    </Page>
  )
}

/** From the lightest to the heaviest. */
const ORDRE: Genre[] = ['prorogation', 'fournisseur', 'montant', 'objet', 'beneficiaire'].filter(estGenre)
