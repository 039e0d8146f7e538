import type { Titulaire } from '../domaine/acte.ts'
import { dateSimple } from '../domaine/francais.ts'
import { deEcole } from '../domaine/organismes.ts'
import type { Erreur } from '../domaine/refus.ts'
import { ResumeErreurs } from '../ui/champ.tsx'
import { ChampTexte } from '../ui/champs.tsx'
import { ChampChoix } from '../ui/champs-choix.tsx'
import { Confirmation } from '../ui/confirmation.tsx'
import { type ActeLu, DepuisLecture } from '../ui/depuis-lecture.tsx'
import { Bouton, Formulaire } from '../ui/formulaire.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
import { urls } from '../urls.ts'

type Props = {
  cadre: Cadre
  uai: string
  version: number
  change: readonly ActeLu[] | undefined
  nom: string
  directeurs: Titulaire[]
  confirmeLe: Date | undefined
  fait: boolean
  saisie: { toujours: boolean | undefined; remplacant: string }
  erreurs?: Erreur[] | undefined
}

export function DirectionPage(p: Props) {
  const { cadre, nom, fait, erreurs } = p
  return (
    <Page
      {...cadre}
      titre={`Direction ${deEcole(nom)}`}
      erreurs={erreurs}
      retour={{ href: urls.monEspace.href() }}
      prive
    >
      <ResumeErreurs erreurs={erreurs} />
      {fait ? (
        <Confirmation
          titre="Merci, c’est enregistré"
          envois={['un courriel à la boîte officielle de l’école']}
          suite={['La question vous sera posée de nouveau en septembre prochain.']}
        />
      ) : (
        <Question {...p} />
      )}
    </Page>
  )
}

function Question({ cadre, uai, version, change, nom, directeurs, confirmeLe, saisie, erreurs }: Props) {
  return (
    <>
      <p class="laureat-surtitre">{nom}</p>
      <h1 class="govuk-heading-l">Qui dirige l’école ?</h1>
      <DepuisLecture quoi="La direction a changé" actes={change} />
      <p class="govuk-body">
        {directeurs.length > 0
          ? `Aujourd’hui, d’après Lauréat : ${directeurs.map((d) => d.nom).join(', ')}.`
          : 'Personne n’a encore le rôle de direction de cette école dans Lauréat.'}
        {confirmeLe ? ` Dernière confirmation le ${dateSimple(confirmeLe)}.` : ''}
      </p>
      <Formulaire action={urls.direction.href({ uai })} csrf={cadre.csrf}>
        <input type="hidden" name="version" value={version} />
        <ChampChoix
          chemin="toujours"
          libelle="La direction est-elle toujours la même ?"
          valeur={saisie.toujours === undefined ? undefined : saisie.toujours ? 'oui' : 'non'}
          erreurs={erreurs}
          choix={[
            { valeur: 'oui', libelle: 'Oui' },
            {
              valeur: 'non',
              libelle: 'Non, elle change',
              suite: (
                <ChampTexte
                  chemin="remplacant"
                  libelle="Adresse électronique de la nouvelle personne"
                  aide="Laissez vide si vous ne la connaissez pas. Les accès de la personne qui part prennent fin aussitôt."
                  type="email"
                  facultatif
                  valeur={saisie.remplacant}
                  erreurs={erreurs}
                />
              ),
            },
          ]}
        />
        <Bouton>Confirmer</Bouton>
      </Formulaire>
    </>
  )
}
