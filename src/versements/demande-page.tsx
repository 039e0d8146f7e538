import type { ComponentChildren } from 'preact'
import type { Faits, Versement } from '../domaine/faits.ts'
import type { Erreur } from '../domaine/refus.ts'
import type { Regard } from '../registre/formulaire-fichiers.ts'
import type { Corps } from '../socle/http/corps.ts'
import { Avis } from '../ui/avis.tsx'
import { ResumeErreurs } from '../ui/champ.tsx'
import { Bouton, Boutons, Formulaire } from '../ui/formulaire.tsx'
import { Details } from '../ui/govuk/details.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
import { urls } from '../urls.ts'
import { Compte, Etat, Genre, valeurDe } from './demande-champs.tsx'
import { LivraisonsADeclarer } from './demande-livraisons.tsx'
import { UneFacture } from './facture-champs.tsx'
import { type FactureProposee, facturesProposees } from './factures-proposees.ts'
import { LIGNES_EN_TABLE, type LigneTable, lignesDeTable } from './lignes-facture.ts'
import { complementDemande } from './mots.ts'
import { FACTURES_LUES } from './saisie-demande.ts'

export type VueDemande = {
  cadre: Cadre
  r: Regard
  corps: Corps
  erreurs: Erreur[]
  refus: string | undefined
  reprise: Versement | undefined
  /** What both sides will look at, once checked; `alertes`: its sentences, sent back so that they are read before filing. */
  verification?: ComponentChildren
  vues?: string | undefined
}

/** The claim: what it is, invoices (filled in from orders and quotes), the accountant's statement, the account. */
export const DemandePage = (p: VueDemande) => {
  const { faits: f } = p.r
  const { id } = f.dossier
  const t = (nom: string) => valeurDe(p, nom)
  const proposees = p.reprise ? [] : facturesProposees(f)
  const anciennes = p.reprise ? f.factures.filter((x) => x.versement_id === p.reprise?.id) : []
  const visibles = Math.max(1, proposees.length, anciennes.length)
  const tables = tablesDe(f, proposees)
  const nombre = Math.max(visibles + 3, Math.min(FACTURES_LUES, Number(t('combien')) || 0))
  return (
    <Page
      {...p.cadre}
      titre="Demander un versement"
      prive
      large
      erreurs={p.erreurs}
      retour={{ href: urls.versements.href({ id }), libelle: 'Versements' }}
    >
      <ResumeErreurs erreurs={p.erreurs} />
      <p class="laureat-surtitre">Dossier {f.dossier.numero}</p>
      <h1 class="govuk-heading-xl">{p.reprise ? 'Compléter la demande de versement' : 'Demander un versement'}</h1>
      <CeQuiEstDemande reprise={p.reprise} />
      {p.refus && p.erreurs.length === 0 ? <Avis ton="erreur" titre={p.refus} /> : null}
      {p.verification}
      <Formulaire
        action={urls.demandeVersement.href({ id }, p.reprise ? { reprise: p.reprise.id } : {})}
        csrf={p.cadre.csrf}
        fichiers
      >
        {/* The Enter key checks the claim: it neither sends it, nor takes a line away. */}
        <button type="submit" name="verifier" value="oui" hidden>
          Vérifier
        </button>
        <input type="hidden" name="combien" value={nombre} />
        {p.vues === undefined ? null : <input type="hidden" name="vues" value={p.vues} />}
        <Genre {...p} />
        <LivraisonsADeclarer {...p} />
        <h2 class="govuk-heading-m">Factures</h2>
        <p class="govuk-body">
          {proposees.length > 0
            ? 'Ce qui reste à facturer sur vos devis et vos commandes est repris. Ajoutez le fichier, le numéro et les dates de chaque facture ; laissez vides celles que vous n’avez pas encore.'
            : 'Une facture par bloc. Laissez vides les blocs en trop.'}
        </p>
        {Array.from({ length: visibles }, (_, i) => (
          <UneFacture {...p} i={i} x={anciennes[i]} prop={proposees[i]} table={tables[i]} />
        ))}
        <Details
          summaryText="Ajouter d’autres factures, ou un avoir"
          open={
            p.erreurs.some((e) => Number(/^factures\.(\d+)/.exec(e.chemin)?.[1] ?? -1) >= visibles) ||
            Array.from({ length: nombre - visibles }, (_, k) => t(`factures.${visibles + k}.numero`)).some(Boolean)
          }
          text={Array.from({ length: nombre - visibles }, (_, k) => (
            <UneFacture {...p} i={visibles + k} x={undefined} prop={undefined} table={undefined} />
          ))}
        />
        <Etat {...p} />
        <Compte {...p} />
        <Boutons>
          {p.vues === undefined ? (
            <>
              <Bouton nom="verifier" valeur="oui">
                Vérifier la demande
              </Bouton>
              <Bouton ton="secondaire">Envoyer sans vérifier</Bouton>
            </>
          ) : (
            <>
              <Bouton>Envoyer la demande</Bouton>
              <Bouton nom="verifier" valeur="oui" ton="secondaire">
                Vérifier de nouveau
              </Bouton>
            </>
          )}
        </Boutons>
      </Formulaire>
    </Page>
  )
}

/** A table per proposed invoice, as long as the page stays one that a browser and a reader can hold. */
const tablesDe = (f: Faits, proposees: FactureProposee[]): (LigneTable[] | undefined)[] => {
  let reste = LIGNES_EN_TABLE
  return proposees.map(({ lignes }) => {
    if (lignes.length > reste) return undefined
    reste -= lignes.length
    return lignesDeTable(f, lignes)
  })
}

const CeQuiEstDemande = ({ reprise }: { reprise: Versement | undefined }) => {
  const demande = complementDemande(reprise)
  if (demande.length === 0) return null
  return (
    <Avis ton="attention" titre="Ce que le service demande">
      {demande.map((x) => (
        <p>{x}</p>
      ))}
    </Avis>
  )
}
