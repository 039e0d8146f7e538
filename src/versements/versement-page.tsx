import type { ComponentChildren } from 'preact'
import type { Faits, Versement } from '../domaine/faits.ts'
import type { Explication } from '../domaine/financement/demande.ts'
import type { Liquidation } from '../domaine/financement/liquider.ts'
import { formaterIban, masquerIban } from '../domaine/identifiants/iban.ts'
import type { Erreur } from '../domaine/refus.ts'
import type { Corps, Regard } from '../registre/formulaire-fichiers.ts'
import { Avis } from '../ui/avis.tsx'
import { CarteArgent } from '../ui/carte-argent.tsx'
import { dateSaisie, ResumeErreurs } from '../ui/champ.tsx'
import { ChampLong, ChampMontant, ChampTexte } from '../ui/champs.tsx'
import { ChampDate } from '../ui/champs-choix.tsx'
import { euros, jourParis } from '../ui/formats.ts'
import { Bouton, Boutons, Formulaire } from '../ui/formulaire.tsx'
import { Details } from '../ui/govuk/details.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
import { PuceEtat } from '../ui/puce-etat.tsx'
import { Recapitulatif } from '../ui/recapitulatif.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { urls } from '../urls.ts'
import { explicationDe } from './documents.ts'
import { ETATS_VERSEMENT, jourCourt, TYPES_VERSEMENT } from './mots.ts'

export type VueVersement = {
  cadre: Cadre
  r: Regard
  v: Versement
  /** The amount as it would be computed now; only for payment staff. */
  calcul: Liquidation | undefined
  corps: Corps
  erreurs: Erreur[]
  refus: string | undefined
  fait: boolean
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
      {p.fait ? <Avis ton="succes" titre="C’est enregistré." /> : null}
      {p.refus && p.erreurs.length === 0 ? <Avis ton="erreur" titre={p.refus} /> : null}
      {v.etat === 'a_completer' && porteur ? (
        <Avis ton="attention" titre="Le service attend un complément.">
          <p>
            <a href={urls.demandeVersement.href({ id }, { reprise: v.id })}>Compléter la demande</a>
          </p>
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
          { cle: 'Envoyée le', valeur: jourCourt(String(v.contenu.deposeLe ?? v.cree_le)) },
          {
            cle: 'Compte à créditer',
            valeur: v.iban ? (interne ? formaterIban(v.iban) : masquerIban(v.iban)) : 'Non renseigné',
          },
          ...(v.contenu.calculePar
            ? [
                {
                  cle: 'Calculé par',
                  valeur: `${String(v.contenu.calculePar)}, le ${jourCourt(String(v.contenu.calculeLe ?? ''))}`,
                },
              ]
            : []),
          ...(v.contenu.validePar
            ? [
                {
                  cle: 'Validé par',
                  valeur: `${String(v.contenu.validePar)}, le ${jourCourt(String(v.contenu.valideLe ?? ''))}`,
                },
              ]
            : []),
          ...(v.mandat
            ? [
                {
                  cle: 'Mandat de paiement',
                  valeur: `${v.mandat}${v.bordereau ? `, bordereau ${v.bordereau}` : ''}, le ${jourCourt(v.mandate_le)}`,
                },
              ]
            : []),
          ...(v.paye_le
            ? [{ cle: 'Payée le', valeur: `${jourCourt(v.paye_le)}, ${euros(v.montant_paye ?? v.montant)}` }]
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

const Factures = ({ f, v }: { f: Faits; v: Versement }) => {
  const siennes = f.factures.filter((x) => x.versement_id === v.id)
  if (siennes.length === 0) return <p class="govuk-body">Une avance ne demande pas de facture.</p>
  return (
    <Tableau
      legende="Factures"
      colonnes={[
        { titre: 'Facture' },
        { titre: 'Fournisseur' },
        { titre: 'Date' },
        { titre: 'Mandat' },
        { titre: 'HT', nombre: true },
        { titre: 'TVA', nombre: true },
        { titre: 'Suite' },
      ]}
      lignes={siennes.map((x) => [
        x.piece_id ? <a href={urls.piece.href({ id: f.dossier.id, piece: x.piece_id })}>{x.numero}</a> : x.numero,
        String(x.contenu.fournisseur || x.siret),
        jourCourt(x.date),
        x.mandat ? `${x.mandat}, ${jourCourt(x.mandat_le)}` : '–',
        euros(x.ht),
        euros(x.tva),
        x.ecartee ? `Écartée : ${String(x.contenu.motifEcart ?? '')}` : 'Retenue',
      ])}
      total={[
        'Total',
        '',
        '',
        '',
        euros(siennes.reduce((t, x) => t + x.ht, 0)),
        euros(siennes.reduce((t, x) => t + x.tva, 0)),
        '',
      ]}
    />
  )
}

const Calcul = (p: { titre: string; montant: number; explication: readonly Explication[]; motif?: unknown }) => (
  <CarteArgent
    titre={p.titre}
    lignes={typeof p.motif === 'string' ? [{ libelle: `Montant retenu, motif : ${p.motif}`, centimes: p.montant }] : []}
    total={{ libelle: 'Montant du versement', centimes: p.montant }}
    ouvert
    calcul={p.explication.map((e) => ({
      libelle: e.libelle,
      ...(e.formule ? { detail: e.formule } : {}),
      ...(e.montant === undefined ? {} : { centimes: e.montant }),
    }))}
  />
)

const Gestes = (p: VueVersement) => {
  const { v } = p
  const { faits: f } = p.r
  const gere = p.r.qualites.some((q) => q.role === 'gestionnaire_paiement') && f.dossier.etat === 'notifie'
  const valide = p.r.qualites.some((q) => q.role === 'valideur_paiement') && f.dossier.etat === 'notifie'
  const aujourdhui = jourParis(p.r.maintenant)
  if (gere && v.etat === 'deposee')
    return (
      <Geste {...p} titre="Calculer le montant dû">
        {f.factures
          .filter((x) => x.versement_id === v.id)
          .map((x) => (
            <ChampTexte
              chemin={`ecarter.${x.id}`}
              libelle={`Écarter la facture ${x.numero} ?`}
              aide="Le motif, si cette dépense n’est pas acceptée ; vide sinon."
              facultatif
              erreurs={p.erreurs}
            />
          ))}
        <ChampMontant
          chemin="montant"
          libelle="Retenir moins que le calcul"
          facultatif
          erreurs={p.erreurs}
          valeur={texte(p, 'montant')}
        />
        <ChampLong
          chemin="motif"
          libelle="Motif"
          aide="Demandé pour un montant plus faible, un complément ou un rejet."
          lignes={3}
          facultatif
          erreurs={p.erreurs}
          valeur={texte(p, 'motif')}
        />
        <Boutons>
          <Bouton nom="geste" valeur="liquider">
            Enregistrer le calcul
          </Bouton>
          <Bouton nom="geste" valeur="demander_complement_versement" ton="secondaire">
            Demander un complément
          </Bouton>
          <Bouton nom="geste" valeur="rejeter_demande" ton="danger">
            Rejeter la demande
          </Bouton>
        </Boutons>
      </Geste>
    )
  if (valide && v.etat === 'liquidee')
    return (
      <Geste {...p} titre="Valider le montant">
        <ChampLong
          chemin="motif"
          libelle="Motif, pour renvoyer"
          lignes={2}
          facultatif
          erreurs={p.erreurs}
          valeur={texte(p, 'motif')}
        />
        <Boutons>
          {v.contenu.ibanAConfirmer === true ? (
            <Bouton nom="geste" valeur="confirmer_coordonnees_bancaires" ton="secondaire">
              J’ai vérifié le nouveau compte
            </Bouton>
          ) : null}
          <Bouton nom="geste" valeur="valider_liquidation">
            Valider pour mandatement
          </Bouton>
          <Bouton nom="geste" valeur="renvoyer_liquidation" ton="secondaire">
            Renvoyer le calcul
          </Bouton>
        </Boutons>
      </Geste>
    )
  if (gere && v.etat === 'validee')
    return (
      <Geste {...p} titre="Enregistrer le mandat de paiement">
        <ChampTexte
          chemin="mandat"
          libelle="Numéro du mandat"
          largeur={20}
          erreurs={p.erreurs}
          valeur={texte(p, 'mandat')}
        />
        <ChampTexte
          chemin="bordereau"
          libelle="Numéro du bordereau"
          largeur={20}
          facultatif
          erreurs={p.erreurs}
          valeur={texte(p, 'bordereau')}
        />
        <ChampDate
          chemin="date"
          libelle="Date du mandat"
          erreurs={p.erreurs}
          valeur={dateSaisie(p.corps, 'date') ?? aujourdhui}
        />
        <Bouton nom="geste" valeur="enregistrer_mandat">
          Enregistrer le mandat
        </Bouton>
      </Geste>
    )
  if (gere && v.etat === 'mandatee')
    return (
      <Geste {...p} titre="Ce que dit le comptable">
        <ChampDate
          chemin="date"
          libelle="Payée le"
          erreurs={p.erreurs}
          valeur={dateSaisie(p.corps, 'date') ?? aujourdhui}
        />
        <ChampMontant
          chemin="montant"
          libelle="Montant payé"
          aide={`Le mandat porte ${euros(v.montant)}.`}
          erreurs={p.erreurs}
          valeur={texte(p, 'montant')}
        />
        <Bouton nom="geste" valeur="enregistrer_paiement">
          Enregistrer le paiement
        </Bouton>
        <Details
          summaryText="Le comptable a rejeté le mandat"
          text={
            <>
              <ChampLong
                chemin="motif"
                libelle="Motif du rejet"
                lignes={2}
                facultatif
                erreurs={p.erreurs}
                valeur={texte(p, 'motif')}
              />
              <Bouton nom="geste" valeur="enregistrer_rejet_comptable" ton="secondaire">
                Enregistrer le rejet
              </Bouton>
            </>
          }
        />
      </Geste>
    )
  return null
}

const texte = (p: VueVersement, nom: string): string | undefined => {
  const x = p.corps[nom]
  return typeof x === 'string' ? x : x?.[0]
}

const Geste = (p: VueVersement & { titre: string; children: ComponentChildren }) => (
  <section>
    <h2 class="govuk-heading-m">{p.titre}</h2>
    <Formulaire action={urls.versement.href({ id: p.r.faits.dossier.id, versement: p.v.id })} csrf={p.cadre.csrf}>
      <input type="hidden" name="version" value={p.r.faits.dossier.version} />
      {p.children}
    </Formulaire>
  </section>
)
