import { jourParis } from '../domaine/calendrier.ts'
import { ETATS } from '../domaine/etats.ts'
import { eurosCourts, nombre } from '../domaine/montants.ts'
import { typographier } from '../domaine/organismes.ts'
import { Case } from '../ui/champs-choix.tsx'
import { dateCourte, ecartEnJours } from '../ui/formats.ts'
import { Bouton, Boutons, CHAMP_JETON } from '../ui/formulaire.tsx'
import { PuceEtat, type TonDePuce } from '../ui/puce-etat.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { urls } from '../urls.ts'
import type { VueBureau } from './bureau-page.tsx'
import { ECOLES_NOMMEES, type LigneBureau } from './queries.ts'

export const TONS: Record<(typeof ETATS)[keyof typeof ETATS]['ton'], TonDePuce> = {
  neutre: 'neutre',
  attente: 'ici',
  attention: 'attention',
  succes: 'fait',
  erreur: 'erreur',
}

const ROLES_AVIS: Record<string, string> = { erun: 'de l’ERUN', ien: 'de l’IEN', rectorat: 'du Rectorat' }

/** The few columns that decide, with a box per dossier for work in bulk. */
export const TableauBureau = (v: VueBureau & { requete: string }) => {
  const { appel, page } = v
  const { slug } = appel
  const jour = jourParis(v.maintenant)
  const tableau = (
    <Tableau
      legende="Dossiers"
      legendeCachee
      colonnes={[
        { titre: 'Porteur' },
        { titre: 'Écoles' },
        { titre: 'Demandé', nombre: true },
        { titre: 'Élèves', nombre: true },
        { titre: 'Note', nombre: true },
        { titre: 'Contrôles' },
        { titre: 'État' },
        { titre: 'Attend' },
        ...(v.agent ? [{ titre: 'Choisir' }] : []),
      ]}
      lignes={page.lignes.map((l) => {
        const controle = controles(l, appel)
        const cellules = () => [
          <>
            <a href={urls.bureauDossier.href({ slug, id: l.id })} id={`d-${l.id}`}>
              {typographier(l.organisme)}
            </a>
            <small class="laureat-numero">{l.numero}</small>
          </>,
          l.nombreEcoles > ECOLES_NOMMEES ? `${l.nombreEcoles} écoles` : l.ecoles.map(typographier).join(', '),
          eurosCourts(l.demande),
          nombre(l.eleves),
          l.score === null ? '—' : String(l.score).replace('.', ','),
          <PuceEtat ton={controle ? 'attention' : 'fait'}>{controle ?? 'Rien à signaler'}</PuceEtat>,
          <PuceEtat ton={TONS[ETATS[l.etat].ton]}>{ETATS[l.etat].libelle}</PuceEtat>,
          attend(l, jour),
          ...(v.agent
            ? [
                <label class="laureat-choisir">
                  <input type="checkbox" name="dossier" value={l.id} />{' '}
                  <span class="govuk-visually-hidden">{l.numero}</span>
                </label>,
              ]
            : []),
        ]
        return { cle: JSON.stringify([slug, jour, v.agent, controle, l]), cellules }
      })}
    />
  )
  if (!v.agent) return tableau
  return (
    <form method="post" action={urls.lots.href({ slug })}>
      <input type="hidden" name={CHAMP_JETON} value={v.cadre.csrf} />
      <input type="hidden" name="requete" value={v.requete} />
      {tableau}
      {v.total > 1 ? (
        <Case
          chemin="tous"
          libelle={`Choisir les ${nombre(v.total)} dossiers de cette liste${v.total > page.lignes.length ? ', pas seulement ceux de cette page' : ''}`}
        />
      ) : null}
      <Boutons>
        <Bouton ton="secondaire" nom="genre" valeur="attribuer">
          Attribuer les dossiers choisis
        </Bouton>
        <Bouton ton="secondaire" nom="genre" valeur="lettre">
          Leur écrire
        </Bouton>
        <Bouton ton="secondaire" nom="genre" valeur="seance">
          Les inscrire à une séance
        </Bouton>
      </Boutons>
    </form>
  )
}

/** « Délai à vérifier et 2 autres »; undefined when nothing was found. */
const controles = (ligne: LigneBureau, appel: VueBureau['appel']): string | undefined => {
  const [premiere, ...autres] = ligne.alertes
  if (premiere === undefined) return undefined
  const mots = LIBELLES_COURTS[appel.controle.find((c) => c.id === premiere)?.automatique ?? ''] ?? 'À vérifier'
  return autres.length === 0 ? mots : `${mots} et ${autres.length} autre${autres.length > 1 ? 's' : ''}`
}

const LIBELLES_COURTS: Record<string, string> = {
  territoire: 'Hors territoire',
  delai: 'Délai à vérifier',
  doublons: 'École en double',
  ecoles: 'École à vérifier',
  contrat: 'Contrat à vérifier',
  debit: 'Débit à vérifier',
  effectifs: 'Effectifs à vérifier',
  pieces: 'Pièce manquante',
  projet: 'Projet à valider',
  plafonds: 'Plafond dépassé',
  reste_a_charge: 'Part de la commune',
  ent: 'ENT à vérifier',
}

/** « depuis hier », « depuis 4 jours ». */
const depuis = (x: string, jour: string): string => {
  const jours = -ecartEnJours(x, jour)
  return jours <= 0 ? 'depuis aujourd’hui' : jours === 1 ? 'depuis hier' : `depuis ${nombre(jours)}\u00a0jours`
}

/** Who is awaited, in a few words. */
const attend = (l: LigneBureau, jour: string): string => {
  if (l.etat === 'a_completer')
    return l.complementAvant ? `Un complément, avant le ${dateCourte(l.complementAvant)}` : 'Un complément du porteur'
  if (l.avisDe && l.avisAvant) return `L’avis ${ROLES_AVIS[l.avisDe] ?? ''}, avant le ${dateCourte(l.avisAvant)}`
  if (l.etat === 'depose') return `${l.agent ? `L’examen de ${l.agent}` : 'Un agent'}, ${depuis(l.depuis, jour)}`
  if (l.etat === 'conforme') return l.score === null ? 'Les notes de la commission' : 'La décision de la commission'
  if (l.etat === 'retenu') return 'Les devis et le vote'
  return '—'
}
