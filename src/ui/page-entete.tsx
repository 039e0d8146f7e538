import { Logo } from './logo.tsx'
import type { Cadre, Operateur } from './page.tsx'

export type LienDeNavigation = { libelle: string; href: string; ici?: boolean }
/** In which capacity somebody acts is always on screen. */
export type Utilisateur = { nom: string; qualite?: string | undefined; organisme?: string | undefined }

const LIENS = { accueil: '/', connexion: '/connexion', deconnexion: '/deconnexion' }

export function EnTete({ largeur, ...p }: Cadre & { largeur: string }) {
  const liens = p.liens ?? LIENS
  return (
    <header class="laureat-entete">
      {p.demo ? (
        <div class="laureat-demo">
          <p class={largeur}>
            <strong>Démonstration</strong>&nbsp;: communes réelles, écoles, personnes et dossiers inventés.
          </p>
        </div>
      ) : null}
      <div class={`${largeur} laureat-entete__ligne`}>
        <Marque operateur={p.operateur} accueil={liens.accueil} />
        <nav class="laureat-nav" aria-label="Navigation principale">
          <ul class="laureat-nav__liste">
            {p.navigation?.map((x) => (
              <li>
                <a class="laureat-nav__lien" href={x.href} aria-current={x.ici ? 'page' : undefined}>
                  {x.libelle}
                </a>
              </li>
            ))}
            {p.utilisateur ? null : (
              <li>
                <a class="laureat-nav__lien" href={liens.connexion}>
                  Se connecter
                </a>
              </li>
            )}
          </ul>
        </nav>
      </div>
      {p.utilisateur ? (
        <div class="laureat-session">
          <div class={`${largeur} laureat-session__ligne`}>
            <Identite {...p.utilisateur} compte={p.liens?.compte} />
            <form method="post" action={liens.deconnexion} class="laureat-session__sortie">
              {p.csrf ? <input type="hidden" name="_csrf" value={p.csrf} /> : null}
              <button type="submit" class="laureat-bouton-lien">
                Se déconnecter
              </button>
            </form>
          </div>
        </div>
      ) : null}
    </header>
  )
}

function Marque({ operateur, accueil }: { operateur: Operateur; accueil: string }) {
  return (
    <div class="laureat-marque">
      <a class="laureat-marque__lien" href={accueil}>
        <Logo />
        <span>Lauréat</span>
        <span class="govuk-visually-hidden">, accueil</span>
      </a>
      <span class="laureat-marque__ligne">
        {operateur.logo ? (
          <img class="laureat-marque__logo" src={operateur.logo.src} alt={operateur.logo.alt} height="28" />
        ) : null}
        {operateur.ligne ?? operateur.nom}
      </span>
    </div>
  )
}

function Identite({ nom, qualite, organisme, compte }: Utilisateur & { compte: string | undefined }) {
  const titre = [qualite, organisme].filter(Boolean).join(', ')
  return (
    <p class="laureat-session__qui">
      {compte ? <a href={compte}>{nom}</a> : <strong>{nom}</strong>}
      {titre ? <> · {titre}</> : null}
    </p>
  )
}
