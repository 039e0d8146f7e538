import type { Versement } from '../domaine/faits.ts'
import type { Liquidation } from '../domaine/financement/liquider.ts'
import { formaterIban, masquerIban } from '../domaine/identifiants/iban.ts'
import { euros } from '../domaine/montants.ts'
import type { Erreur } from '../domaine/refus.ts'
import type { Regard } from '../registre/formulaire-fichiers.ts'
import type { Corps } from '../socle/http/corps.ts'
import { Avis } from '../ui/avis.tsx'
import { ResumeErreurs } from '../ui/champ.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
import { PuceEtat } from '../ui/puce-etat.tsx'
import { Recapitulatif } from '../ui/recapitulatif.tsx'
import { urls } from '../urls.ts'
import { explicationDe } from './documents.ts'
import { complementDemande, ETATS_VERSEMENT, jourDit, TYPES_VERSEMENT } from './mots.ts'
import { Calcul, Factures } from './versement-detail.tsx'
import { VersementFait } from './versement-fait.tsx'
import { Gestes } from './versement-gestes.tsx'

export type VueVersement = {
  cadre: Cadre
  r: Regard
  v: Versement
  /** The amount as it would be computed now; only for payment staff. */
  calcul: Liquidation | undefined
  corps: Corps
  erreurs: Erreur[]
  refus: string | undefined
  fait: string | undefined
}

/** One claim: its invoices, how its amount is computed, and what each person may do with it. */
export const VersementPage = (p: VueVersement) => {
  const { v } = p
  const { faits: f } = p.r
  const { id } = f.dossier
  const interne = p.r.qualites.some((q) =>
    ['gestionnaire_paiement', 'valideur_paiement', 'instructeur', 'lecteur'].includes(q.role),
  )
  const porteur = p.r.qualites.some((q) => ['redacteur', 'signataire'].includes(q.role))
  const alertes = Array.isArray(v.contenu.alertes) ? (v.contenu.alertes as string[]) : [] // as the act wrote them
  const etat = ETATS_VERSEMENT[v.etat]
  const calcule = !['deposee', 'a_completer', 'rejetee'].includes(v.etat)
  return (
    <Page
      {...p.cadre}
      titre={`${TYPES_VERSEMENT[v.type]}, dossier ${f.dossier.numero}`}
      prive
      large
      erreurs={p.erreurs}
      retour={{ href: urls.versements.href({ id }), libelle: 'Versements' }}
    >
      <ResumeErreurs erreurs={p.erreurs} />
      <p class="laureat-surtitre">Dossier {f.dossier.numero}</p>
      <h1 class="govuk-heading-xl">{TYPES_VERSEMENT[v.type]}</h1>
      <p class="laureat-chapo">
        <PuceEtat ton={etat.ton}>{etat.libelle}</PuceEtat> {calcule ? euros(v.montant) : null}
      </p>
      <VersementFait fait={p.fait} slug={f.dossier.appel} interne={interne} />
      {p.refus && p.erreurs.length === 0 ? <Avis ton="erreur" titre={p.refus} /> : null}
      {v.etat === 'a_completer' ? (
        <Avis ton="attention" titre="Le service attend un complément.">
          {complementDemande(v).map((x) => (
            <p>{x}</p>
          ))}
          {porteur ? (
            <p>
              <a href={urls.demandeVersement.href({ id }, { reprise: v.id })}>Compléter la demande</a>
            </p>
          ) : null}
        </Avis>
      ) : null}
      {interne && v.etat === 'deposee' && typeof v.contenu.renvoi === 'string' ? (
        <Avis ton="attention" titre="Le calcul a été renvoyé.">
          {v.contenu.renvoi === '' ? null : <p>{v.contenu.renvoi}</p>}
        </Avis>
      ) : null}
      {typeof v.contenu.motifRejet === 'string' ? (
        <Avis ton="erreur" titre="Demande rejetée">
          <p>{v.contenu.motifRejet}</p>
        </Avis>
      ) : null}
      {interne && v.contenu.ibanAConfirmer === true ? (
        <Avis ton="attention" titre="Le compte bancaire a changé.">
          <p>
            Une seconde personne le vérifie auprès du bénéficiaire, par un autre moyen que le courriel, avant la
            validation.
          </p>
        </Avis>
      ) : null}
      {alertes.length > 0 ? (
        <Avis ton="attention" titre="Points à regarder">
          <ul class="govuk-list govuk-list--bullet">
            {alertes.map((a) => (
              <li>{a}</li>
            ))}
          </ul>
        </Avis>
      ) : null}
      <Recapitulatif
        lignes={[
          { cle: 'Envoyée le', valeur: jourDit(String(v.contenu.deposeLe ?? v.cree_le)) },
          {
            cle: 'Compte à créditer',
            valeur: v.iban ? (interne ? formaterIban(v.iban) : masquerIban(v.iban)) : 'Non renseigné',
          },
          ...(v.contenu.calculePar
            ? [
                {
                  cle: 'Calculé par',
                  valeur: `${String(v.contenu.calculePar)}, le ${jourDit(String(v.contenu.calculeLe ?? ''))}`,
                },
              ]
            : []),
          ...(v.contenu.validePar
            ? [
                {
                  cle: 'Validé par',
                  valeur: `${String(v.contenu.validePar)}, le ${jourDit(String(v.contenu.valideLe ?? ''))}`,
                },
              ]
            : []),
          ...(v.mandat
            ? [
                {
                  cle: 'Mandat de paiement',
                  valeur: `${v.mandat}${v.bordereau ? `, bordereau ${v.bordereau}` : ''}, le ${jourDit(v.mandate_le)}`,
                },
              ]
            : []),
          ...(v.paye_le
            ? [{ cle: 'Payée le', valeur: `${jourDit(v.paye_le)}, ${euros(v.montant_paye ?? v.montant)}` }]
            : []),
          ...(typeof v.contenu.etatRecapitulatif === 'string'
            ? [
                {
                  cle: 'État récapitulatif',
                  valeur: <a href={urls.piece.href({ id, piece: v.contenu.etatRecapitulatif })}>Ouvrir</a>,
                },
              ]
            : []),
          ...(calcule && interne
            ? [
                {
                  cle: 'État liquidatif',
                  valeur: (
                    <a href={urls.versement.href({ id, versement: v.id }, { pdf: 'liquidation' })}>Ouvrir le PDF</a>
                  ),
                },
              ]
            : []),
          ...(calcule
            ? [
                {
                  cle: 'Explication du calcul',
                  valeur: (
                    <a href={urls.versement.href({ id, versement: v.id }, { pdf: 'explication' })}>Ouvrir le PDF</a>
                  ),
                },
              ]
            : []),
        ]}
      />
      <Factures f={f} v={v} />
      {calcule ? (
        <Calcul
          titre="Montant calculé"
          montant={v.montant}
          explication={explicationDe(v)}
          motif={v.contenu.motifReduction}
        />
      ) : p.calcul && v.etat === 'deposee' ? (
        <Calcul titre="Calcul proposé" montant={p.calcul.montant} explication={p.calcul.explication} />
      ) : null}
      <Gestes {...p} />
    </Page>
  )
}
