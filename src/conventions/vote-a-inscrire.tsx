import { accorder, dateSimple } from '../domaine/francais.ts'
import { euros } from '../domaine/montants.ts'
import { typographier } from '../domaine/organismes.ts'
import { ChampListe } from '../ui/champs.tsx'
import { ChampDate } from '../ui/champs-choix.tsx'
import { Bouton } from '../ui/formulaire.tsx'
import { SiPossible } from '../ui/formulaire-si-possible.tsx'
import { PuceEtat } from '../ui/puce-etat.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { urls } from '../urls.ts'
import { Choix, ChoixDeTous, tousCoches } from './choix-dossier.tsx'
import type { VueVote } from './commission-permanente-page.tsx'
import type { LigneVote } from './vote-queries.ts'

/** Kept dossiers that are not on the agenda yet. */
export const AInscrire = (p: VueVote & { autres: LigneVote[] }) => {
  const erreurs = p.bilan?.erreurs ?? []
  const action = urls.commissionPermanente.href({ slug: p.appel.slug })
  return (
    <SiPossible ouvert={p.inscrit} action={action} csrf={p.cadre.csrf}>
      <input type="hidden" name="prefixe" value="inscription" />
      {p.inscrit ? (
        <ChoixDeTous nom="inscription" lignes={p.autres} coche={tousCoches(p.corps, 'inscription')} />
      ) : null}
      <Tableau
        legende="Dossiers retenus"
        legendeCachee
        colonnes={[
          { titre: 'Dossier' },
          { titre: 'Bénéficiaire' },
          { titre: 'Calculé', nombre: true },
          { titre: 'Devis' },
        ]}
        lignes={p.autres.map((l) => [
          p.inscrit ? <Choix l={l} corps={p.corps} /> : l.numero,
          typographier(l.organisme),
          euros(l.calcule),
          <>
            <a href={urls.devis.href({ id: l.id })}>
              Voir<span class="govuk-visually-hidden"> les devis du dossier {l.numero}</span>
            </a>{' '}
            <EtatDesDevis l={l} />
          </>,
        ])}
      />
      {p.inscrit ? (
        <>
          {p.seances.length > 0 ? (
            <ChampListe
              chemin="inscription.seance"
              libelle="Séance"
              facultatif
              erreurs={erreurs}
              vide="Sans séance enregistrée"
              choix={p.seances.map((s) => ({ valeur: s.id, libelle: dateSimple(s.date) }))}
            />
          ) : (
            <ChampDate chemin="inscription.date" libelle="Date de la séance" facultatif erreurs={erreurs} />
          )}
          <Bouton nom="acte" valeur="inscrire_ordre_du_jour" ton="secondaire">
            Inscrire les dossiers cochés
          </Bouton>
        </>
      ) : null}
    </SiPossible>
  )
}

/** What the agenda waits for: quotes to come, to examine, or already conform. */
const EtatDesDevis = ({ l }: { l: LigneVote }) => {
  if (l.devis_a_examiner > 0) return <PuceEtat ton="attention">{`${l.devis_a_examiner} à examiner`}</PuceEtat>
  if (l.devis_conformes > 0) return <PuceEtat ton="fait">{accorder(l.devis_conformes, 'conforme')}</PuceEtat>
  return <PuceEtat ton="neutre">attendus</PuceEtat>
}
