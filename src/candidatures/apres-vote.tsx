import { recue } from '../domaine/actes/livrer.ts'
import { ecolesFinancees } from '../domaine/demande.ts'
import type { Etat } from '../domaine/etats.ts'
import type { Faits } from '../domaine/faits.ts'
import { accorder } from '../domaine/francais.ts'
import { euros } from '../domaine/montants.ts'
import { voteEnVigueur } from '../domaine/vote.ts'
import { Barre } from '../ui/barre.tsx'
import { CarteArgent } from '../ui/carte-argent.tsx'
import { type EtatDeTache, ListeTaches, type Tache } from '../ui/liste-taches.tsx'
import { urls } from '../urls.ts'
import type { Ecran } from './ecran.ts'

const EN_PAIEMENT = ['liquidee', 'validee', 'mandatee']

/** After the vote, where the money is: voted, paid, on its way, left. */
export const CarteSubvention = ({ e: { faits: f } }: { e: Ecran }) => {
  const vote = voteEnVigueur(f)?.montant ?? 0
  const paye = f.dossier.montant_paye
  const enCours = f.versements.filter((v) => EN_PAIEMENT.includes(v.etat)).reduce((t, v) => t + v.montant, 0)
  return (
    <CarteArgent
      titre="Où en est votre argent"
      lignes={[
        { libelle: 'Subvention maximale votée', centimes: vote },
        { libelle: 'Déjà versé', centimes: paye },
        ...(enCours > 0 ? [{ libelle: 'En cours de paiement', centimes: enCours }] : []),
      ]}
      total={{ libelle: 'Reste à recevoir, au plus', centimes: Math.max(0, vote - paye - enCours) }}
    >
      <Barre
        total={vote}
        format={euros}
        segments={[
          { libelle: 'versés', valeur: paye, ton: 'plein' },
          ...(enCours > 0 ? [{ libelle: 'en cours', valeur: enCours, ton: 'moyen' as const }] : []),
        ]}
      />
    </CarteArgent>
  )
}

/** The rooms of step 3, each with what stands there: a commune finds its quotes, its agreement, its orders and its money. */
export const EtapesApresVote = ({ e }: { e: Ecran }) => (
  <section class="laureat-groupe" aria-labelledby="etapes-suite">
    <h2 class="govuk-heading-m" id="etapes-suite">
      De la convention au versement
    </h2>
    <ListeTaches id="taches-suite" taches={etapes(e)} />
  </section>
)

const CONVENTION: Partial<Record<Etat, { etat: EtatDeTache; mot: string; aide: string }>> = {
  accorde: { etat: 'bloque', mot: 'En préparation', aide: 'Le service prépare la convention.' },
  convention_envoyee: { etat: 'a_completer', mot: 'À signer', aide: 'Votre assemblée délibère, puis vous signez.' },
  convention_signee: { etat: 'en_cours', mot: 'Envoyée', aide: 'Le Département la signe à son tour.' },
  convention_executee: { etat: 'en_cours', mot: 'Signée', aide: 'La notification lance le programme.' },
}

const etapes = ({ faits: f }: Ecran): Tache[] => {
  const { id, etat, montant_paye } = f.dossier
  const convention = CONVENTION[etat] ?? { etat: 'termine', mot: 'Signée', aide: '' }
  const lance = ['notifie', 'solde', 'caduc'].includes(etat)
  const conformes = f.devis.filter((d) => d.etat === 'conforme').length
  const { commandes, receptions, versements } = f
  return [
    {
      libelle: 'Devis',
      href: urls.devis.href({ id }),
      etat: conformes > 0 ? 'termine' : 'en_cours',
      mot: accorder(conformes, 'conforme'),
    },
    { libelle: 'Délibération et convention', href: urls.convention.href({ id }), ...convention },
    {
      libelle: 'Commandes et livraisons',
      ...(lance ? { href: urls.achats.href({ id }) } : {}),
      etat: !lance ? 'bloque' : toutRecu(f) ? 'termine' : receptions.length > 0 ? 'en_cours' : 'a_commencer',
      ...(receptions.length > 0 ? { mot: accorder(receptions.length, 'livraison') } : {}),
      aide: lance ? accorder(commandes.length, 'commande') : 'Après la notification de la subvention.',
    },
    {
      libelle: 'Versements',
      ...(lance ? { href: urls.versements.href({ id }) } : {}),
      etat: !lance ? 'bloque' : etat === 'solde' ? 'termine' : versements.length > 0 ? 'en_cours' : 'a_commencer',
      ...(montant_paye > 0 ? { aide: `${euros(montant_paye)} versés` } : {}),
    },
  ]
}

const toutRecu = (f: Faits): boolean => {
  const ecoles = ecolesFinancees(f)
  return ecoles.length > 0 && ecoles.every((e) => recue(f, e.uai))
}
