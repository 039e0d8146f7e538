import type { Appel } from '../domaine/appel/schema.ts'
import { montantSaisi } from '../domaine/montants.ts'
import { typographier } from '../domaine/organismes.ts'
import { type Corps, texteDe } from '../registre/formulaire-fichiers.ts'
import { Avis } from '../ui/avis.tsx'
import { dateSaisie } from '../ui/champ.tsx'
import { ChampListe, ChampLong, ChampTexte } from '../ui/champs.tsx'
import { ChampDate } from '../ui/champs-choix.tsx'
import { euros } from '../ui/formats.ts'
import { Bouton, Boutons } from '../ui/formulaire.tsx'
import { SiPossible } from '../ui/formulaire-si-possible.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
import { PuceEtat } from '../ui/puce-etat.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { Vide } from '../ui/vide.tsx'
import { urls } from '../urls.ts'
import { Choix } from './choix-dossier.tsx'
import { jourCourt } from './mots.ts'
import type { LigneVote } from './vote-queries.ts'

export type Bilan = { faits: number; refus: string[] }

/** Dossiers that wait for the commission permanente: put on the agenda, then decided, many at once. */
export const CommissionPermanentePage = (p: {
  cadre: Cadre
  appel: Appel
  lignes: LigneVote[]
  seances: { id: string; date: string }[]
  secretaire: boolean
  inscrit: boolean
  bilan: Bilan | undefined
  corps: Corps
}) => {
  const { slug } = p.appel
  const inscrits = p.lignes.filter((l) => l.vote !== null)
  const autres = p.lignes.filter((l) => l.vote === null)
  const action = urls.commissionPermanente.href({ slug })
  return (
    <Page {...p.cadre} titre="Commission permanente" prive large>
      <p class="laureat-surtitre">{p.appel.sigle ?? p.appel.titre}</p>
      <h1 class="govuk-heading-xl">Commission permanente</h1>
      {p.bilan ? (
        <Avis
          ton={p.bilan.refus.length > 0 ? 'attention' : 'succes'}
          titre={`${p.bilan.faits} dossier${p.bilan.faits > 1 ? 's enregistrés' : ' enregistré'}.`}
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
      {inscrits.length === 0 ? (
        <Vide titre="Aucun dossier inscrit" />
      ) : (
        <SiPossible ouvert={p.secretaire} action={action} csrf={p.cadre.csrf}>
          <p class="govuk-body">
            Rapport : <a href={urls.rapportCommission.href({ slug, format: 'pdf' })}>PDF</a>,{' '}
            <a href={urls.rapportCommission.href({ slug, format: 'docx' })}>Word</a>. Annexe :{' '}
            <a href={urls.rapportCommission.href({ slug, format: 'xlsx' })}>Excel</a>.
          </p>
          <Tableau
            legende="Dossiers inscrits"
            legendeCachee
            colonnes={[
              { titre: 'Dossier' },
              { titre: 'Bénéficiaire' },
              { titre: 'Séance' },
              { titre: 'Calculé', nombre: true },
              { titre: 'Montant voté (euros)' },
            ]}
            lignes={inscrits.map((l) => [
              <Choix l={l} />,
              `${typographier(l.organisme)} (${l.ecoles.map(typographier).join(', ')})`,
              l.date ? jourCourt(l.date) : 'à fixer',
              euros(l.calcule),
              <>
                <label class="govuk-visually-hidden" for={`montant-${l.id}`}>
                  Montant voté pour {l.numero}
                </label>
                <input
                  type="text"
                  class="govuk-input govuk-input--width-10"
                  id={`montant-${l.id}`}
                  name={`montant.${l.id}`}
                  value={texteDe(p.corps, `montant.${l.id}`) || montantSaisi(l.montant ?? l.calcule)}
                  inputmode="decimal"
                  disabled={!p.secretaire}
                />
              </>,
            ])}
            total={['Total', '', '', euros(inscrits.reduce((t, l) => t + l.calcule, 0)), '']}
          />
          {p.secretaire ? (
            <>
              <ChampDate
                chemin="date"
                libelle="Date de la séance"
                valeur={dateSaisie(p.corps, 'date') || (inscrits[0]?.date ?? undefined)}
              />
              <ChampTexte
                chemin="deliberation"
                libelle="Numéro de la délibération"
                largeur={20}
                valeur={texteDe(p.corps, 'deliberation')}
              />
              <ChampTexte
                chemin="rapport"
                libelle="Numéro du rapport"
                largeur={20}
                facultatif
                valeur={texteDe(p.corps, 'rapport')}
              />
              <ChampDate
                chemin="transmiseLe"
                libelle="Transmise au préfet le"
                facultatif
                valeur={dateSaisie(p.corps, 'transmiseLe')}
              />
              <ChampDate chemin="publieeLe" libelle="Publiée le" facultatif valeur={dateSaisie(p.corps, 'publieeLe')} />
              <ChampLong
                chemin="motif"
                libelle="Motif"
                aide="Pour un ajournement, un refus, ou un montant différent du montant proposé."
                lignes={2}
                facultatif
                valeur={texteDe(p.corps, 'motif')}
              />
              <Boutons>
                <Bouton nom="acte" valeur="accorder">
                  Accorder les dossiers cochés
                </Bouton>
                <Bouton nom="acte" valeur="ajourner" ton="secondaire">
                  Ajourner
                </Bouton>
                <Bouton nom="acte" valeur="refuser_accord" ton="danger">
                  Refuser
                </Bouton>
              </Boutons>
            </>
          ) : null}
        </SiPossible>
      )}
      <h2 class="govuk-heading-m">À inscrire ({autres.length})</h2>
      {autres.length === 0 ? (
        <Vide titre="Tous les dossiers retenus sont inscrits" />
      ) : (
        <SiPossible ouvert={p.inscrit} action={action} csrf={p.cadre.csrf}>
          <input type="hidden" name="prefixe" value="inscription" />
          <Tableau
            legende="Dossiers retenus"
            legendeCachee
            colonnes={[
              { titre: 'Dossier' },
              { titre: 'Bénéficiaire' },
              { titre: 'Calculé', nombre: true },
              { titre: 'Devis' },
            ]}
            lignes={autres.map((l) => [
              p.inscrit ? <Choix l={l} /> : l.numero,
              typographier(l.organisme),
              euros(l.calcule),
              l.devis_a_examiner > 0 ? (
                <PuceEtat ton="attention">{`${l.devis_a_examiner} à examiner`}</PuceEtat>
              ) : (
                <a href={urls.devis.href({ id: l.id })}>Voir</a>
              ),
            ])}
          />
          {p.inscrit ? (
            <>
              {p.seances.length > 0 ? (
                <ChampListe
                  chemin="inscription.seance"
                  libelle="Séance"
                  facultatif
                  choix={[
                    { valeur: '', libelle: 'Sans séance enregistrée' },
                    ...p.seances.map((s) => ({ valeur: s.id, libelle: jourCourt(s.date) })),
                  ]}
                />
              ) : (
                <ChampDate chemin="inscription.date" libelle="Date de la séance" facultatif />
              )}
              <Bouton nom="acte" valeur="inscrire_ordre_du_jour" ton="secondaire">
                Inscrire les dossiers cochés
              </Bouton>
            </>
          ) : null}
        </SiPossible>
      )}
    </Page>
  )
}
