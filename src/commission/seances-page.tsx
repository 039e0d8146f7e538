import type { Appel } from '../domaine/appel/schema.ts'
import { accorder, dateLongue } from '../domaine/francais.ts'
import type { Refus } from '../domaine/refus.ts'
import type { SeanceListee } from '../registre/seances.ts'
import { Avis } from '../ui/avis.tsx'
import { dateSaisie, ResumeErreurs } from '../ui/champ.tsx'
import { ChampEntier, ChampLong, ChampTexte } from '../ui/champs.tsx'
import { Case, ChampDate } from '../ui/champs-choix.tsx'
import { type ActeLu, DepuisLecture } from '../ui/depuis-lecture.tsx'
import { Bouton, Formulaire } from '../ui/formulaire.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
import { PuceEtat, type TonDePuce } from '../ui/puce-etat.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { Vide } from '../ui/vide.tsx'
import { urls } from '../urls.ts'

export const ETATS_SEANCE: Record<SeanceListee['etat'], { mot: string; ton: TonDePuce }> = {
  preparee: { mot: 'Préparée', ton: 'neutre' },
  ouverte: { mot: 'Ouverte', ton: 'ici' },
  close: { mot: 'Close, résultats à publier', ton: 'attention' },
  publiee: { mot: 'Résultats publiés', ton: 'fait' },
}

type Props = {
  cadre: Cadre
  appel: Appel
  seances: SeanceListee[]
  prepare: boolean
  prets: number
  corps: Record<string, string | string[] | undefined>
  /** Of the call. */
  version: number
  non: Refus | undefined
  change: readonly ActeLu[] | undefined
}

export const SeancesPage = (p: Props) => {
  const erreurs = p.non?.erreurs ?? []
  const dit = (nom: string) => (typeof p.corps[nom] === 'string' ? p.corps[nom] : undefined)
  return (
    <Page {...p.cadre} titre="Séances de la commission" prive erreurs={erreurs}>
      <ResumeErreurs erreurs={erreurs} />
      <h1 class="govuk-heading-xl">Séances</h1>
      <p class="laureat-chapo">{p.appel.commission.nom}.</p>
      <DepuisLecture quoi="L’appel a changé" actes={p.change} />
      {p.non && !p.change && erreurs.length === 0 ? <Avis ton="erreur" titre={p.non.detail} /> : null}
      {p.seances.length === 0 ? (
        <Vide titre="Aucune séance n’est prévue." />
      ) : (
        <Tableau
          legende="Séances"
          legendeCachee
          colonnes={[
            { titre: 'Date' },
            { titre: 'Genre' },
            { titre: 'État' },
            { titre: 'Dossiers', nombre: true },
            { titre: 'Décisions', nombre: true },
          ]}
          lignes={p.seances.map((s) => [
            <>
              <a href={urls.seance.href({ slug: p.appel.slug, id: s.id })}>{dateLongue(s.date)}</a>
              {s.lieu ? <small>{s.lieu}</small> : null}
            </>,
            s.genre === 'technique' ? 'Commission technique' : 'Commission permanente',
            <PuceEtat ton={ETATS_SEANCE[s.etat].ton}>
              {s.genre === 'permanente' && s.etat === 'preparee' ? 'Prévue' : ETATS_SEANCE[s.etat].mot}
            </PuceEtat>,
            String(s.dossiers),
            String(s.decides),
          ])}
        />
      )}
      {p.prepare ? (
        <section aria-labelledby="preparer">
          <h2 class="govuk-heading-m" id="preparer">
            Préparer une séance
          </h2>
          <Formulaire action={urls.seances.href({ slug: p.appel.slug })} csrf={p.cadre.csrf}>
            <input type="hidden" name="version" value={p.version} />
            <ChampDate chemin="date" libelle="Date" erreurs={erreurs} valeur={dateSaisie(p.corps, 'date')} />
            <ChampTexte
              chemin="heure"
              libelle="Heure"
              aide="Par exemple 14:00"
              largeur={5}
              erreurs={erreurs}
              valeur={dit('heure')}
              facultatif
            />
            <ChampTexte chemin="lieu" libelle="Lieu" erreurs={erreurs} valeur={dit('lieu')} facultatif />
            <ChampLong
              chemin="membres"
              libelle="Membres convoqués"
              aide="Une adresse électronique par ligne. Laissez vide pour convoquer tous les membres de la commission."
              lignes={4}
              facultatif
              erreurs={erreurs}
              valeur={dit('membres')}
            />
            <ChampEntier
              chemin="quorum"
              libelle="Quorum"
              largeur={2}
              facultatif
              erreurs={erreurs}
              valeur={dit('quorum')}
            />
            <ChampLong chemin="objet" libelle="Objet" lignes={2} facultatif erreurs={erreurs} valeur={dit('objet')} />
            <Case
              chemin="tous"
              libelle={`Inscrire ${accorder(p.prets, 'dossier conforme', 'dossiers conformes')} à l’ordre du jour`}
              coche
              erreurs={erreurs}
            />
            <Bouton>Préparer la séance</Bouton>
          </Formulaire>
        </section>
      ) : null}
    </Page>
  )
}
