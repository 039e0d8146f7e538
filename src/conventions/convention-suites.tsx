import { GENRES_AVENANT } from '../domaine/actes/avenants.ts'
import { sansEnt } from '../domaine/actes/etats-argent.ts'
import { ecolesVivantes } from '../domaine/faits.ts'
import { designer, typographier } from '../domaine/organismes.ts'
import { dateSaisie } from '../ui/champ.tsx'
import { ChampFichier } from '../ui/champ-fichier.tsx'
import { ChampListe, ChampLong, ChampMontant } from '../ui/champs.tsx'
import { ChampChoix, ChampDate } from '../ui/champs-choix.tsx'
import { dateSimple } from '../ui/formats.ts'
import { Details } from '../ui/govuk/details.tsx'
import { PuceEtat } from '../ui/puce-etat.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { Geste, peut, t } from './convention-gestes.tsx'
import type { VueConvention } from './convention-page.tsx'

type P = VueConvention
const ETATS_ENT: Record<string, string> = {
  a_signer: 'À signer par la commune',
  signee_commune: 'À signer par le Rectorat',
  signee: 'Signée',
  sans_objet: 'Sans objet',
}

/** The ENT of each school that has none: presented, then agreed. */
export const Ent = (p: P) => {
  const f = p.r.faits
  const ecoles = ecolesVivantes(f).filter((e) => sansEnt(f, e.uai))
  if (ecoles.length === 0) return null
  const rectorat = peut(p, 'rectorat')
  const signer = ecoles.filter((e) =>
    rectorat ? e.convention_ent === 'signee_commune' : e.convention_ent === 'a_signer',
  )
  return (
    <section>
      <h2 class="govuk-heading-m">Espace numérique de travail (ENT)</h2>
      <p class="govuk-body">
        Ces écoles n’ont pas encore d’ENT. Il se présente au conseil d’école, et une convention protège les données des
        élèves.
      </p>
      <Tableau
        legende="ENT de chaque école"
        legendeCachee
        colonnes={[{ titre: 'École' }, { titre: 'Conseil d’école' }, { titre: 'Convention' }]}
        lignes={ecoles.map((e) => [
          typographier(e.nom),
          e.presentation_ent === 'presentee' ? (
            <PuceEtat ton="fait">Présenté</PuceEtat>
          ) : (
            <PuceEtat ton="attention">À présenter</PuceEtat>
          ),
          ETATS_ENT[e.convention_ent] ?? e.convention_ent,
        ])}
      />
      {(peut(p, 'redacteur', 'signataire') || rectorat) && signer.length > 0 ? (
        <Geste
          {...p}
          geste="signer_convention_ent"
          titre="Convention ENT signée"
          bouton="Enregistrer la convention ENT"
        >
          <ChampListe
            chemin="signer_convention_ent.sur"
            libelle="École"
            erreurs={p.erreurs}
            valeur={t(p, 'sur')}
            choix={signer.map((e) => ({ valeur: e.uai, libelle: typographier(e.nom) }))}
          />
          <ChampFichier chemin="signer_convention_ent.piece" libelle="Convention signée (PDF)" erreurs={p.erreurs} />
          <ChampDate
            chemin="signer_convention_ent.date"
            libelle="Date de la signature"
            erreurs={p.erreurs}
            valeur={dateSaisie(p.corps, 'date')}
          />
        </Geste>
      ) : null}
    </section>
  )
}

/** Amendments and extensions: those asked, and the form to ask one. */
export const Avenants = (p: P) => {
  const f = p.r.faits
  const ouvert = ['convention_executee', 'notifie'].includes(f.dossier.etat)
  if (!ouvert && f.avenants.length === 0) return null
  return (
    <section>
      <h2 class="govuk-heading-m">Avenants et prorogations</h2>
      {f.avenants.length > 0 ? (
        <Tableau
          legende="Avenants"
          legendeCachee
          colonnes={[{ titre: 'Demande' }, { titre: 'Motif' }, { titre: 'Demandé le' }, { titre: 'État' }]}
          lignes={f.avenants.map((a) => [
            GENRES_AVENANT[a.genre as keyof typeof GENRES_AVENANT] ?? a.genre, // the table's keys
            String(a.contenu.motif ?? ''),
            dateSimple(a.cree_le),
            {
              demande: 'Demandé',
              instruit: 'Instruit',
              vote: 'Voté',
              signe: 'Signé',
              notifie: 'Conclu',
              refuse: 'Refusé',
            }[a.etat],
          ])}
        />
      ) : null}
      {ouvert && peut(p, 'redacteur', 'signataire') ? (
        <Details
          summaryText="Demander un changement"
          open={t(p, 'geste') === 'demander_avenant'}
          text={
            <Geste {...p} geste="demander_avenant" titre="Ce qui change" bouton="Demander ce changement">
              <ChampChoix
                chemin="demander_avenant.genre"
                libelle="Que voulez-vous changer ?"
                erreurs={p.erreurs}
                valeur={t(p, 'genre')}
                choix={[
                  { valeur: 'prorogation', libelle: 'Le délai', aide: 'Par lettre, sans nouveau vote.' },
                  {
                    valeur: 'fournisseur',
                    libelle: 'Le fournisseur, ou un équipement équivalent',
                    aide: 'Un accord écrit suffit.',
                  },
                  { valeur: 'montant', libelle: 'Le montant', aide: 'Nouveau vote et nouvelle signature.' },
                  { valeur: 'objet', libelle: 'L’objet', aide: 'Nouveau vote et nouvelle signature.' },
                  {
                    valeur: 'beneficiaire',
                    libelle: 'Le bénéficiaire',
                    aide: `Un autre organisme que ${designer(f.organisme)}.`,
                  },
                ]}
              />
              <ChampLong
                chemin="demander_avenant.motif"
                libelle="Pourquoi ?"
                lignes={3}
                erreurs={p.erreurs}
                valeur={t(p, 'motif')}
              />
              <ChampDate
                chemin="demander_avenant.jusqua"
                libelle="Nouvelle date de fin"
                facultatif
                erreurs={p.erreurs}
                valeur={dateSaisie(p.corps, 'jusqua')}
              />
              <ChampMontant
                chemin="demander_avenant.montant"
                libelle="Nouveau montant"
                facultatif
                erreurs={p.erreurs}
                valeur={t(p, 'montant')}
              />
            </Geste>
          }
        />
      ) : null}
    </section>
  )
}
