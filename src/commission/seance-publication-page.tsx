import { jourParis } from '../domaine/calendrier.ts'
import { accorder, dateHeure, dateLongue, heureEnLettres as heureDe } from '../domaine/francais.ts'
import type { Refus } from '../domaine/refus.ts'
import { type Corps, texteDe } from '../socle/http/corps.ts'
import { Avis } from '../ui/avis.tsx'
import { dateSaisie, ResumeErreurs } from '../ui/champ.tsx'
import { ChampTexte } from '../ui/champs.tsx'
import { ChampChoix, ChampDate } from '../ui/champs-choix.tsx'
import { Bouton, Boutons, Formulaire } from '../ui/formulaire.tsx'
import { Page } from '../ui/page.tsx'
import { Recapitulatif } from '../ui/recapitulatif.tsx'
import { urls } from '../urls.ts'
import type { EcranSeance } from './ecran-seance.ts'
import type { LettresPrevues } from './queries.ts'

type Props = { e: EcranSeance; lettres: LettresPrevues; corps: Corps | undefined; non: Refus | undefined }

/** The last page before the letters: what leaves, to how many, when; nothing is sent by opening it. */
export const SeancePublicationPage = ({ e, lettres: l, corps, non }: Props) => {
  const { seance: s } = e.vue
  const retour = urls.seance.href({ slug: e.slug, id: s.id })
  const erreurs = (non?.erreurs ?? []).map((x) => (x.chemin === 'publicationLe' ? { ...x, chemin: 'publication' } : x))
  const dossiers = l.retenus + l.attente + l.nonRetenus
  const prevue = s.publication_le ? new Date(s.publication_le) : undefined
  return (
    <Page
      {...e.cadre}
      titre="Publier les résultats"
      prive
      erreurs={erreurs}
      retour={{ href: retour, libelle: 'La séance' }}
    >
      <ResumeErreurs erreurs={erreurs} />
      <p class="laureat-surtitre">Séance du {dateLongue(s.date)}</p>
      <h1 class="govuk-heading-xl">Publier les résultats</h1>
      {non && erreurs.length === 0 ? <Avis ton="erreur" titre={non.detail} /> : null}
      <p class="laureat-chapo">
        Les décisions deviennent visibles pour tous au même instant, et{' '}
        {accorder(dossiers + l.ecoles + (dossiers > 0 ? 1 : 0), 'lettre part', 'lettres partent')}. Cela ne s’annule
        pas.
      </p>
      {prevue ? (
        <Avis titre={`La publication est déjà programmée le ${dateHeure(prevue)}. Un nouveau choix la remplace.`} />
      ) : null}
      {l.sansDecision > 0 ? (
        <Avis
          ton="attention"
          titre={`${accorder(l.sansDecision, 'dossier')} de l’ordre du jour ${l.sansDecision === 1 ? 'n’a' : 'n’ont'} reçu aucune décision : aucune lettre ne part pour ${l.sansDecision === 1 ? 'lui' : 'eux'}.`}
        />
      ) : null}
      {l.sansAdresse.length > 0 ? (
        <Avis
          ton="attention"
          titre={`Aucune adresse électronique n’est connue pour ${l.sansAdresse.slice(0, 10).join(', ')}${l.sansAdresse.length > 10 ? ` et ${accorder(l.sansAdresse.length - 10, 'autre dossier', 'autres dossiers')}` : ''} : prévoyez un courrier.`}
        />
      ) : null}
      <h2 class="govuk-heading-m">Ce qui part</h2>
      <Recapitulatif
        lignes={[
          { cle: 'Porteurs retenus, avec les étapes suivantes', valeur: accorder(l.retenus, 'lettre') },
          { cle: 'Porteurs en liste d’attente, avec leur rang', valeur: accorder(l.attente, 'lettre') },
          {
            cle: 'Porteurs non retenus, avec les motifs et les voies de recours',
            valeur: accorder(l.nonRetenus, 'lettre'),
          },
          { cle: 'Écoles de ces dossiers', valeur: accorder(l.ecoles, 'lettre') },
          ...(dossiers > 0 ? [{ cle: 'Rectorat, avec toutes les décisions', valeur: accorder(1, 'lettre') }] : []),
          ...(l.retires > 0
            ? [
                {
                  cle: 'Candidatures retirées depuis la séance',
                  valeur: `${accorder(l.retires, 'dossier')}, aucune lettre`,
                },
              ]
            : []),
          { cle: 'Page publique', valeur: 'La liste et la carte des projets retenus' },
        ]}
      />
      <Formulaire action={urls.seancePublication.href({ slug: e.slug, id: s.id })} csrf={e.cadre.csrf}>
        <input type="hidden" name="version" value={s.version} />
        <ChampChoix
          chemin="quand"
          libelle="Quand publier ?"
          erreurs={erreurs}
          valeur={corps ? texteDe(corps, 'quand') : prevue ? 'instant' : undefined}
          choix={[
            { valeur: 'maintenant', libelle: 'Maintenant', aide: 'Les lettres partent dans les minutes qui suivent.' },
            {
              valeur: 'instant',
              libelle: 'À un instant choisi',
              aide: 'Jusque-là, personne hors de l’appel ne voit rien des décisions.',
              suite: (
                <>
                  <ChampDate
                    chemin="publication"
                    libelle="Date de publication"
                    erreurs={erreurs}
                    valeur={corps ? dateSaisie(corps, 'publication') : prevue ? jourParis(prevue) : undefined}
                  />
                  <ChampTexte
                    chemin="heure"
                    libelle="Heure (de Paris)"
                    aide="Par exemple 09:00"
                    largeur={5}
                    erreurs={erreurs}
                    valeur={corps ? texteDe(corps, 'heure') : prevue ? heureDe(prevue) : '09:00'}
                  />
                </>
              ),
            },
          ]}
        />
        <Boutons>
          <Bouton>Publier les résultats</Bouton>
          <a href={retour}>Ne rien publier</a>
        </Boutons>
      </Formulaire>
    </Page>
  )
}
