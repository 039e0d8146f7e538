import type { ComponentChildren } from 'preact'
import { jourParis } from '../domaine/calendrier.ts'
import { euros } from '../domaine/montants.ts'
import { saisi } from '../socle/http/corps.ts'
import { dateSaisie } from '../ui/champ.tsx'
import { ChampLong, ChampMontant, ChampTexte } from '../ui/champs.tsx'
import { ChampDate } from '../ui/champs-choix.tsx'
import { Bouton, Boutons, Formulaire } from '../ui/formulaire.tsx'
import { Details } from '../ui/govuk/details.tsx'
import { urls } from '../urls.ts'
import type { VueVersement } from './versement-page.tsx'

/** What each person may do with a claim, by its state: compute, ask, reject, approve, record. */
export const Gestes = (p: VueVersement) => {
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
              libelle={`Écarter la facture ${x.numero}\u202f?`}
              aide="Le motif, si cette dépense n’est pas acceptée ; vide sinon."
              facultatif
              erreurs={p.erreurs}
              valeur={texte(p, `ecarter.${x.id}`)}
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
        {v.calcule_par === p.r.acteur.personne ? (
          <p class="govuk-body">Vous avez calculé ce montant : une autre personne le valide.</p>
        ) : null}
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
          {v.calcule_par === p.r.acteur.personne ? null : (
            <Bouton nom="geste" valeur="valider_liquidation">
              Valider pour mandatement
            </Bouton>
          )}
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
          libelle="Numéro du mandat de paiement"
          aide="Donné par votre logiciel de finances quand la dépense est mandatée."
          largeur={20}
          erreurs={p.erreurs}
          valeur={texte(p, 'mandat')}
        />
        <ChampTexte
          chemin="bordereau"
          libelle="Numéro du bordereau"
          aide="Le bordereau de mandats qui l’a porté au comptable public."
          largeur={20}
          facultatif
          erreurs={p.erreurs}
          valeur={texte(p, 'bordereau')}
        />
        <ChampDate
          chemin="date"
          libelle="Date du mandat de paiement"
          erreurs={p.erreurs}
          valeur={dateSaisie(p.corps, 'date') || aujourdhui}
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
          valeur={dateSaisie(p.corps, 'date') || aujourdhui}
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

const texte = (p: VueVersement, nom: string): string | undefined => saisi(p.corps, nom)

const Geste = (p: VueVersement & { titre: string; children: ComponentChildren }) => (
  <section>
    <h2 class="govuk-heading-m">{p.titre}</h2>
    <Formulaire action={urls.versement.href({ id: p.r.faits.dossier.id, versement: p.v.id })} csrf={p.cadre.csrf}>
      <input type="hidden" name="version" value={p.r.faits.dossier.version} />
      {p.children}
    </Formulaire>
  </section>
)
