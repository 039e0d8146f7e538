import { Avis } from '../ui/avis.tsx'
import { urls } from '../urls.ts'

/** What an act on a claim changed, and who comes next. */
const FAITS: Record<string, string> = {
  liquider: 'Le calcul est enregistré. Une autre personne le valide.',
  confirmer_coordonnees_bancaires: 'Le nouveau compte est confirmé. Le montant peut être validé.',
  valider_liquidation: 'Le montant est validé. Il est dans le fichier de paiement, et son mandat est à enregistrer.',
  renvoyer_liquidation: 'Le calcul est renvoyé à la personne qui l’a fait.',
  enregistrer_mandat: 'Le mandat de paiement est enregistré. On attend le paiement par le comptable public.',
  enregistrer_paiement: 'Le paiement est enregistré. Une lettre le dit au bénéficiaire.',
  enregistrer_rejet_comptable: 'Le rejet du comptable est enregistré. La demande est à compléter.',
  demander_complement_versement: 'Le complément est demandé au bénéficiaire, par lettre.',
  rejeter_demande: 'La demande est rejetée. Une lettre le dit au bénéficiaire.',
}

/** After an act: what is done, and for the staff the way back to the claims that wait. */
export const VersementFait = (p: { fait: string | undefined; slug: string; interne: boolean }) =>
  p.fait === undefined ? null : (
    <Avis ton="succes" titre={(Object.hasOwn(FAITS, p.fait) ? FAITS[p.fait] : undefined) ?? 'C’est enregistré.'}>
      {p.interne ? (
        <p>
          <a href={urls.paiements.href({ slug: p.slug })}>Les autres demandes à traiter</a>
        </p>
      ) : null}
    </Avis>
  )
