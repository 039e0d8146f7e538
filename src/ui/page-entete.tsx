import { fige } from './fige.ts'
import { CHAMP_JETON } from './formulaire.tsx'
import { GenericHeader } from './govuk/generic-header.tsx'
import { PhaseBanner } from './govuk/phase-banner.tsx'
import { ServiceNavigation } from './govuk/service-navigation.tsx'
import { Logo } from './logo.tsx'
import type { Cadre, Operateur } from './page.tsx'

export type LienDeNavigation = { libelle: string; href: string; ici?: boolean }
/** In which capacity somebody acts is always on screen. */
export type Utilisateur = { nom: string; qualite?: string | undefined; organisme?: string | undefined }

const LIENS = { accueil: '/', connexion: '/connexion', deconnexion: '/deconnexion' }

type EnTeteProps = Pick<Cadre, 'operateur' | 'liens' | 'navigation' | 'utilisateur' | 'csrf' | 'demo'> & {
  largeur: string
}

/** Who runs the service, where one may go, who one is. The same words for each page of a visit: drawn once for all of them. */
export function EnTete({ operateur, liens, navigation, utilisateur, csrf, demo, largeur }: EnTeteProps) {
  // Only « Se déconnecter » carries the token.
  const p = { operateur, liens, navigation, utilisateur, csrf: utilisateur ? csrf : undefined, demo, largeur }
  return fige('header', { class: 'laureat-entete' }, JSON.stringify(p), () => <Interieur {...p} />)
}

function Interieur({ largeur, ...p }: EnTeteProps) {
  const liens = p.liens ?? LIENS
  return (
    <>
      {p.demo ? (
        <PhaseBanner tag={{ text: 'Démonstration' }} text="Communes réelles, écoles, personnes et dossiers inventés." />
      ) : null}
      <div class={`${largeur} laureat-entete__ligne`}>
        <Marque operateur={p.operateur} accueil={liens.accueil} />
        <ServiceNavigation
          navigationLabel="Navigation principale"
          navigation={[
            ...(p.navigation ?? []).map((x) => ({ text: x.libelle, href: x.href, current: x.ici })),
            p.utilisateur ? null : { text: 'Se connecter', href: liens.connexion },
          ]}
        />
      </div>
      {p.utilisateur ? (
        <div class="laureat-session">
          <div class={`${largeur} laureat-session__ligne`}>
            <Identite {...p.utilisateur} compte={p.liens?.compte} />
            <form method="post" action={liens.deconnexion}>
              {p.csrf ? <input type="hidden" name={CHAMP_JETON} value={p.csrf} /> : null}
              <button type="submit" class="laureat-bouton-lien">
                Se déconnecter
              </button>
            </form>
          </div>
        </div>
      ) : null}
    </>
  )
}

function Marque({ operateur, accueil }: { operateur: Operateur; accueil: string }) {
  const nom = (
    <>
      <Logo /> Lauréat<span class="govuk-visually-hidden">, accueil</span>
    </>
  )
  return (
    <div class="laureat-marque">
      <GenericHeader url={accueil} logoText={nom} />
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
