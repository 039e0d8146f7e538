import { echeancesDe } from '../domaine/echeances.ts'
import { dateSimple } from '../domaine/francais.ts'
import { euros } from '../domaine/montants.ts'
import { voteEnVigueur } from '../domaine/vote.ts'
import type { Regard } from '../registre/formulaire-fichiers.ts'
import { Avis } from '../ui/avis.tsx'
import { retourAuDossier } from '../ui/cadre-argent.ts'
import { CarteArgent } from '../ui/carte-argent.tsx'
import { Bouton, Boutons } from '../ui/formulaire.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
import { PuceEtat } from '../ui/puce-etat.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { Vide } from '../ui/vide.tsx'
import { urls } from '../urls.ts'
import { ETATS_VERSEMENT, jourDit, TYPES_VERSEMENT } from './mots.ts'

/** Where the commune's money is: voted, paid, left, and each claim with its state. */
export const VersementsPage = (p: {
  cadre: Cadre
  r: Regard
  fait: string | undefined
  alertes: string[]
  peutDemander: boolean
}) => {
  const { faits: f } = p.r
  const { id } = f.dossier
  const vote = voteEnVigueur(f)
  const enCours = f.versements.filter((v) => ['liquidee', 'validee', 'mandatee'].includes(v.etat))
  const { justificatifs } = echeancesDe(f)
  const { avance, acomptes, nombreAcomptes } = f.appel.versement
  return (
    <Page {...p.cadre} titre="Versements" prive retour={retourAuDossier(f, p.r.qualites)}>
      <p class="laureat-surtitre">Dossier {f.dossier.numero}</p>
      <h1 class="govuk-heading-xl">Versements</h1>
      {p.fait === 'demande' ? (
        <Avis ton="succes" titre="Votre demande est reçue.">
          <p>Le service vérifie les pièces et calcule le montant dû. Vous suivez ici chaque étape jusqu’au paiement.</p>
          {p.alertes.map((a) => (
            <p>{a}</p>
          ))}
        </Avis>
      ) : null}
      <CarteArgent
        titre="Votre subvention"
        lignes={[
          { libelle: 'Subvention maximale votée', centimes: vote?.montant ?? 0 },
          { libelle: 'Déjà versé', centimes: f.dossier.montant_paye },
          ...(enCours.length > 0
            ? [{ libelle: 'En cours de paiement', centimes: enCours.reduce((t, v) => t + v.montant, 0) }]
            : []),
        ]}
        total={{
          libelle: 'Reste à demander, au plus',
          centimes: Math.max(0, f.dossier.montant_vote - f.dossier.montant_liquide),
        }}
      />
      {p.peutDemander ? (
        <>
          <Boutons>
            <Bouton href={urls.demandeVersement.href({ id })}>Demander un versement</Bouton>
          </Boutons>
          <p class="govuk-body">
            {avance > 0 && f.versements.length === 0 ? `Une avance de ${avance} % se demande sans facture. ` : ''}
            {nombreAcomptes > 0
              ? `Vous pouvez demander ${nombreAcomptes} acompte${nombreAcomptes > 1 ? 's' : ''} au plus, jusqu’à ${acomptes} % en tout, et le solde.`
              : 'Le solde se demande en une fois.'}
            {justificatifs ? ` Vos justificatifs sont attendus avant le ${dateSimple(justificatifs)}.` : ''}
          </p>
        </>
      ) : null}
      <h2 class="govuk-heading-m">Demandes</h2>
      {f.versements.length === 0 ? (
        <Vide titre="Aucune demande pour le moment">
          <p>
            Il vous faudra les factures avec leur numéro de mandat, et l’état récapitulatif visé par le comptable
            public.
          </p>
        </Vide>
      ) : (
        <Tableau
          legende="Demandes de versement"
          legendeCachee
          colonnes={[
            { titre: 'Demande' },
            { titre: 'Envoyée le' },
            { titre: 'Montant', nombre: true },
            { titre: 'État' },
            { titre: 'Mandat de paiement' },
            { titre: 'Payée le' },
          ]}
          lignes={f.versements.map((v) => [
            <a href={urls.versement.href({ id, versement: v.id })}>{TYPES_VERSEMENT[v.type]}</a>,
            jourDit(String(v.contenu.deposeLe ?? v.cree_le)),
            ['deposee', 'a_completer', 'rejetee'].includes(v.etat) ? '–' : euros(v.montant),
            <PuceEtat ton={ETATS_VERSEMENT[v.etat].ton}>{ETATS_VERSEMENT[v.etat].libelle}</PuceEtat>,
            v.mandat ? `${v.mandat}, ${jourDit(v.mandate_le)}` : '–',
            v.paye_le ? jourDit(v.paye_le) : '–',
          ])}
          total={['Total versé', '', euros(f.dossier.montant_paye), '', '', '']}
        />
      )}
    </Page>
  )
}
