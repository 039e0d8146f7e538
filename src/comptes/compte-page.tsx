import { dateSimple } from '../domaine/francais.ts'
import type { Preferences } from '../domaine/notifications.ts'
import type { Erreur } from '../domaine/refus.ts'
import { ROLES, type Role } from '../domaine/roles.ts'
import { Avis } from '../ui/avis.tsx'
import { ResumeErreurs } from '../ui/champ.tsx'
import { ChampTexte } from '../ui/champs.tsx'
import { Bouton, Formulaire } from '../ui/formulaire.tsx'
import { SousNavigation } from '../ui/navigation.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { Vide } from '../ui/vide.tsx'
import { urls } from '../urls.ts'
import { ChoixCourriels } from './choix-courriels.tsx'
import type { Droit } from './queries.ts'

type Props = {
  cadre: Cadre
  personne: { nom: string; courriel: string; preferences: Preferences }
  /** What was typed and refused. */
  nomSaisi: string | undefined
  droits: Droit[]
  nommer: (d: { role: Role; portee: string }) => string
  bienvenue: boolean
  enregistre: boolean
  retour: string | undefined
  erreurs?: Erreur[] | undefined
}

/** The pages of one's account, from each of them. */
export const MenuCompte = ({ ici }: { ici: 'compte' | 'sessions' | 'jetons' | 'rattachement' }) => (
  <SousNavigation
    libelle="Mon compte"
    items={[
      { libelle: 'Mes informations', href: urls.compte.href(), ici: ici === 'compte' },
      { libelle: 'Rejoindre un organisme', href: urls.rattachement.href(), ici: ici === 'rattachement' },
      { libelle: 'Mes connexions', href: urls.sessions.href(), ici: ici === 'sessions' },
      { libelle: 'Jetons d’API', href: urls.jetons.href(), ici: ici === 'jetons' },
    ]}
  />
)

export function ComptePage(p: Props) {
  return (
    <Page {...p.cadre} titre="Mon compte" erreurs={p.erreurs} prive>
      <ResumeErreurs erreurs={p.erreurs} />
      <h1 class="govuk-heading-l">{p.bienvenue ? 'Bienvenue' : 'Mon compte'}</h1>
      {p.bienvenue ? null : <MenuCompte ici="compte" />}
      {p.enregistre ? <Avis ton="succes" titre="C’est enregistré" /> : null}
      <Informations {...p} />
      {p.bienvenue ? null : (
        <>
          <Droits {...p} />
          <h2 class="govuk-heading-m">Mes données</h2>
          <p class="govuk-body">
            <a class="govuk-link" href={urls.mesDonnees.href()}>
              Télécharger mes données (JSON)
            </a>
          </p>
          <p class="govuk-body">
            <a class="govuk-link" href={urls.fermerCompte.href()}>
              Fermer mon compte
            </a>
          </p>
        </>
      )}
    </Page>
  )
}

function Informations({ cadre, personne, nomSaisi, droits, bienvenue, retour, erreurs }: Props) {
  return (
    <Formulaire action={urls.compte.href()} csrf={cadre.csrf}>
      {retour ? <input type="hidden" name="retour" value={retour} /> : null}
      {bienvenue ? (
        <>
          <input type="hidden" name="bienvenue" value="oui" />
          <p class="govuk-body-l">Votre compte est ouvert. Comment vous appelez-vous ?</p>
        </>
      ) : null}
      <ChampTexte
        chemin="nom"
        libelle="Prénom et nom"
        aide="Ils accompagnent ce que vous faites dans les dossiers."
        autocomplete="name"
        valeur={nomSaisi ?? (personne.nom === personne.courriel ? '' : personne.nom)}
        erreurs={erreurs}
        orthographe={false}
      />
      <p class="govuk-body">
        Adresse électronique : <strong>{personne.courriel}</strong>
        {bienvenue ? null : (
          <>
            {' '}
            <a class="govuk-link" href={urls.compteAdresse.href()}>
              Changer d’adresse
            </a>
          </>
        )}
      </p>
      {bienvenue ? null : <ChoixCourriels preferences={personne.preferences} roles={droits.map((d) => d.role)} />}
      <Bouton>{bienvenue ? 'Continuer' : 'Enregistrer'}</Bouton>
    </Formulaire>
  )
}

function Droits({ droits, nommer }: Props) {
  return (
    <>
      <h2 class="govuk-heading-m">Mes rôles</h2>
      {droits.length === 0 ? (
        <Vide titre="Vous n’avez encore aucun rôle">
          <p class="govuk-body">
            <a class="govuk-link" href={urls.rattachement.href()}>
              Demandez à rejoindre votre commune, votre intercommunalité ou votre école
            </a>
            , ou ouvrez l’invitation que vous avez reçue.
          </p>
        </Vide>
      ) : (
        <Tableau
          legende="Mes rôles"
          legendeCachee
          colonnes={[
            { titre: 'Rôle' },
            { titre: 'Pour' },
            { titre: 'Depuis' },
            { titre: 'Jusqu’à' },
            { titre: 'Accès' },
          ]}
          lignes={droits.map((d) => [
            ROLES[d.role].libelle,
            nommer(d),
            dateSimple(d.depuis),
            d.jusqua ? dateSimple(d.jusqua) : 'Sans limite',
            <Acces droit={d} />,
          ])}
        />
      )}
    </>
  )
}

/** Where a role leads beside the dossiers. */
function Acces({ droit: d }: { droit: Droit }) {
  const vers =
    d.role === 'gestionnaire_organisme'
      ? { href: urls.acces.href({ siren: d.portee }), libelle: 'Gérer les accès' }
      : d.role === 'directeur'
        ? { href: urls.direction.href({ uai: d.portee }), libelle: 'Confirmer la direction' }
        : d.role === 'instructeur' || d.role === 'administrateur_appel' || d.role === 'administrateur'
          ? { href: urls.demandesAcces.href(), libelle: 'Demandes d’accès' }
          : undefined
  return vers ? (
    <a class="govuk-link" href={vers.href}>
      {vers.libelle}
    </a>
  ) : (
    <>–</>
  )
}
