import { accorder } from '../domaine/francais.ts'
import { typographier } from '../domaine/organismes.ts'
import type { Refus } from '../domaine/refus.ts'
import { type Corps, texteDe } from '../socle/http/corps.ts'
import { Avis } from '../ui/avis.tsx'
import { dateSaisie, ResumeErreurs } from '../ui/champ.tsx'
import { ChampEntier, ChampLong, ChampTexte } from '../ui/champs.tsx'
import { Case, ChampChoixMultiple, ChampDate } from '../ui/champs-choix.tsx'
import { Bouton, Boutons, Formulaire } from '../ui/formulaire.tsx'
import { Page } from '../ui/page.tsx'
import { urls } from '../urls.ts'
import { liste } from './acces.ts'
import type { EcranSeance } from './ecran-seance.ts'
import { heureDeSeance } from './evenement-de-seance.ts'
import type { Membre } from './queries.ts'
import { PAR_PAGE } from './tranche.ts'

type Dossier = { id: string; numero: string; organisme: string }
type Props = {
  e: EcranSeance
  membres: Membre[]
  aInscrire: Dossier[]
  corps: Corps | undefined
  non: Refus | undefined
}

const choixDe = (d: Dossier) => ({ valeur: d.id, libelle: `${d.numero}, ${typographier(d.organisme)}` })

/** One form for the whole session; who was called is told once, when it is sent. */
export const SeanceModificationPage = ({ e, membres, aInscrire, corps, non }: Props) => {
  const { seance: s, dossiers } = e.vue
  const erreurs = (non?.erreurs ?? []).map((x) => (/^membres\b/.test(x.chemin) ? { ...x, chemin: 'autres' } : x))
  const dit = (nom: string, avant: unknown) => (corps ? texteDe(corps, nom) : avant === undefined ? '' : String(avant))
  const convies = Array.isArray(s.contenu.membres) ? s.contenu.membres.map(String) : []
  const connus = new Set(membres.map((m) => m.courriel))
  const retour = urls.seance.href({ slug: e.slug, id: s.id })
  const convoquee = s.contenu.convoqueeLe !== undefined
  return (
    <Page
      {...e.cadre}
      titre="Modifier la séance"
      prive
      erreurs={erreurs}
      retour={{ href: retour, libelle: 'La séance' }}
    >
      <ResumeErreurs erreurs={erreurs} />
      <h1 class="govuk-heading-xl">Modifier la séance</h1>
      {non && erreurs.length === 0 ? <Avis ton="erreur" titre={non.detail} /> : null}
      <Avis
        titre={
          convoquee
            ? 'Les membres sont déjà convoqués. Si la date, l’heure, le lieu ou la liste des membres change, chacun reçoit une lettre et son agenda se met à jour.'
            : 'Les membres ne sont pas encore convoqués : aucune lettre ne part.'
        }
      />
      <Formulaire action={urls.seanceModification.href({ slug: e.slug, id: s.id })} csrf={e.cadre.csrf}>
        <input type="hidden" name="version" value={s.version} />
        <ChampDate chemin="date" libelle="Date" erreurs={erreurs} valeur={corps ? dateSaisie(corps, 'date') : s.date} />
        <ChampTexte
          chemin="heure"
          libelle="Heure (de Paris)"
          aide="Par exemple 14:00"
          largeur={5}
          erreurs={erreurs}
          valeur={dit('heure', heureDeSeance(s.contenu))}
        />
        <ChampTexte chemin="lieu" libelle="Lieu" erreurs={erreurs} valeur={dit('lieu', s.lieu)} facultatif />
        <ChampEntier
          chemin="quorum"
          libelle="Quorum"
          largeur={2}
          facultatif
          erreurs={erreurs}
          valeur={dit('quorum', s.contenu.quorum ?? undefined)}
        />
        <ChampLong
          chemin="objet"
          libelle="Objet"
          lignes={2}
          facultatif
          erreurs={erreurs}
          valeur={dit('objet', s.contenu.objet)}
        />
        {membres.length > 0 ? (
          <ChampChoixMultiple
            chemin="membres"
            libelle="Membres convoqués"
            erreurs={erreurs}
            valeurs={corps ? liste(corps.membres) : convies.length > 0 ? convies : [...connus]}
            choix={membres.map((m) => ({ valeur: m.courriel, libelle: m.nom, aide: m.courriel }))}
          />
        ) : null}
        <ChampLong
          chemin="autres"
          libelle="Autres personnes convoquées"
          aide="Une adresse électronique par ligne."
          lignes={2}
          facultatif
          erreurs={erreurs}
          valeur={dit('autres', convies.filter((m) => !connus.has(m)).join('\n'))}
        />
        {dossiers.length > PAR_PAGE ? (
          <ChampLong
            chemin="aRetirer"
            libelle={`À retirer de l’ordre du jour, qui compte ${accorder(dossiers.length, 'dossier')}`}
            aide="Un numéro de dossier par ligne."
            lignes={3}
            facultatif
            erreurs={erreurs}
            valeur={dit('aRetirer', undefined)}
          />
        ) : dossiers.length > 0 ? (
          <>
            <input type="hidden" name="agenda" value="oui" />
            <ChampChoixMultiple
              chemin="dossiers"
              libelle={`À l’ordre du jour : ${accorder(dossiers.length, 'dossier')}`}
              aide="Décochez un dossier pour le retirer."
              erreurs={erreurs}
              valeurs={corps ? liste(corps.dossiers) : dossiers.map((d) => d.id)}
              choix={dossiers.map(choixDe)}
            />
          </>
        ) : null}
        {aInscrire.length > 0 ? (
          <ChampChoixMultiple
            chemin="ajouter"
            libelle="À ajouter à l’ordre du jour"
            erreurs={erreurs}
            valeurs={corps ? liste(corps.ajouter) : []}
            {...(aInscrire.length > PAR_PAGE
              ? { aide: `Les ${PAR_PAGE} premiers du classement, sur ${aInscrire.length}.` }
              : {})}
            choix={aInscrire.slice(0, PAR_PAGE).map(choixDe)}
          />
        ) : null}
        {convoquee ? (
          <>
            <Case
              chemin="prevenir"
              libelle="Prévenir aussi les membres si seul l’ordre du jour change"
              coche={corps ? texteDe(corps, 'prevenir') === 'oui' : false}
              erreurs={erreurs}
            />
            <ChampLong
              chemin="message"
              libelle="Message aux membres"
              aide="Il ouvre la lettre, par exemple pour dire pourquoi la séance est déplacée."
              lignes={3}
              facultatif
              erreurs={erreurs}
              valeur={dit('message', undefined)}
            />
          </>
        ) : null}
        <Boutons>
          <Bouton>Enregistrer les changements</Bouton>
          <a href={retour}>Revenir à la séance sans rien changer</a>
        </Boutons>
      </Formulaire>
    </Page>
  )
}
