import { dateSimple } from '../domaine/francais.ts'
import type { Erreur } from '../domaine/refus.ts'
import { Avis } from '../ui/avis.tsx'
import { ResumeErreurs } from '../ui/champ.tsx'
import { ChampTexte } from '../ui/champs.tsx'
import { ChampChoix } from '../ui/champs-choix.tsx'
import { Bouton, BoutonPost, Formulaire } from '../ui/formulaire.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { urls } from '../urls.ts'
import { MenuCompte } from './compte-page.tsx'
import type { JetonApi } from './queries.ts'

type Props = {
  cadre: Cadre
  jetons: JetonApi[]
  durees: number[]
  nom: string
  /** A token just made: shown once. */
  secret: string | undefined
  erreurs: Erreur[] | undefined
}

export function JetonsPage(p: Props) {
  const { cadre, jetons, secret, erreurs } = p
  return (
    <Page {...cadre} titre="Jetons d’API" erreurs={erreurs} prive>
      <ResumeErreurs erreurs={erreurs} />
      <h1 class="govuk-heading-l">Mon compte</h1>
      <MenuCompte ici="jetons" />
      {secret ? (
        <Avis ton="succes" titre="Votre jeton est créé">
          <p>Copiez-le maintenant : il ne sera plus jamais affiché.</p>
          <p>
            <code class="laureat-code">{secret}</code>
          </p>
        </Avis>
      ) : null}
      <p class="govuk-body">
        Un jeton permet à un logiciel d’agir à votre place, avec vos rôles. Ne le donnez qu’à un logiciel en qui vous
        avez confiance.
      </p>
      {jetons.length > 0 ? (
        <Tableau
          legende="Jetons en service"
          colonnes={[{ titre: 'Nom' }, { titre: 'Créé le' }, { titre: 'Expire le' }, { titre: 'Action' }]}
          lignes={jetons.map((j) => [
            j.nom || 'Sans nom',
            dateSimple(j.cree_le),
            j.expire_le ? dateSimple(j.expire_le) : 'Jamais',
            <BoutonPost action={urls.jetons.href()} csrf={cadre.csrf} champs={{ revoquer: j.empreinte }} lien>
              Révoquer<span class="govuk-visually-hidden"> {j.nom}</span>
            </BoutonPost>,
          ])}
        />
      ) : null}
      <NouveauJeton {...p} />
    </Page>
  )
}

function NouveauJeton({ cadre, durees, nom, erreurs }: Props) {
  return (
    <>
      <h2 class="govuk-heading-m">Créer un jeton</h2>
      <Formulaire action={urls.jetons.href()} csrf={cadre.csrf}>
        <ChampTexte
          chemin="nom"
          libelle="À quoi servira-t-il ?"
          aide="Par exemple « Logiciel de la mairie »"
          valeur={nom}
          erreurs={erreurs}
        />
        <ChampChoix
          chemin="jours"
          libelle="Combien de temps ?"
          enLigne
          valeur="90"
          choix={durees.map((d) => ({ valeur: String(d), libelle: d === 365 ? 'Un an' : `${d} jours` }))}
          erreurs={erreurs}
        />
        <Bouton>Créer le jeton</Bouton>
      </Formulaire>
    </>
  )
}
