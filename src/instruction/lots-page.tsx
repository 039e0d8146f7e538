import { accorder } from '../domaine/francais.ts'
import { typographier } from '../domaine/organismes.ts'
import type { Erreur } from '../domaine/refus.ts'
import { Avis } from '../ui/avis.tsx'
import { ResumeErreurs } from '../ui/champ.tsx'
import { ChampListe, ChampLong, ChampTexte } from '../ui/champs.tsx'
import { Bouton, Boutons, Formulaire } from '../ui/formulaire.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
import { PuceEtat } from '../ui/puce-etat.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { urls } from '../urls.ts'
import type { LigneLot } from './lots.tsx'

type Choix = { valeur: string; libelle: string }
type Apercu = {
  cadre: Cadre
  slug: string
  genre: 'attribuer' | 'lettre' | 'seance'
  dossiers: LigneLot[]
  contenu: Record<string, string>
  erreurs: Erreur[]
  agents: Choix[]
  seances: Choix[]
}
const TITRES = { attribuer: 'Attribuer des dossiers', lettre: 'Écrire aux porteurs', seance: 'Inscrire à une séance' }

/** Before anything is done: what, and on which dossiers. */
export const ApercuLot = (p: Apercu) => (
  <Page
    {...p.cadre}
    titre={TITRES[p.genre]}
    prive
    erreurs={p.erreurs}
    retour={{ href: urls.bureau.href({ slug: p.slug }), libelle: 'Tous les dossiers' }}
  >
    <ResumeErreurs erreurs={p.erreurs} />
    <h1 class="govuk-heading-xl">{TITRES[p.genre]}</h1>
    <p class="laureat-chapo">
      {accorder(p.dossiers.length, 'dossier choisi', 'dossiers choisis')}. Rien n’est fait avant votre confirmation.
    </p>
    {p.dossiers.length === 0 ? null : (
      <Formulaire action={urls.lots.href({ slug: p.slug })} csrf={p.cadre.csrf}>
        <input type="hidden" name="genre" value={p.genre} />
        <input type="hidden" name="confirmer" value="oui" />
        {p.dossiers.map((d) => (
          <input type="hidden" name="dossier" value={d.id} />
        ))}
        {p.genre === 'attribuer' ? (
          <ChampListe chemin="agent" libelle="Agent" erreurs={p.erreurs} valeur={p.contenu.agent} choix={p.agents} />
        ) : p.genre === 'lettre' ? (
          <>
            <ChampTexte chemin="objet" libelle="Objet" erreurs={p.erreurs} valeur={p.contenu.objet} />
            <ChampLong
              chemin="texte"
              libelle="Lettre"
              aide="La même pour tous ; chaque porteur la reçoit dans son dossier et peut y répondre."
              lignes={8}
              erreurs={p.erreurs}
              valeur={p.contenu.texte}
            />
          </>
        ) : (
          <ChampListe
            chemin="seance"
            libelle="Séance"
            erreurs={p.erreurs}
            valeur={p.contenu.seance}
            choix={p.seances}
          />
        )}
        <Boutons>
          <Bouton>Confirmer pour {accorder(p.dossiers.length, 'dossier')}</Bouton>
          <a class="govuk-link" href={urls.bureau.href({ slug: p.slug })}>
            Annuler
          </a>
        </Boutons>
      </Formulaire>
    )}
    <Tableau
      legende="Dossiers concernés"
      colonnes={[{ titre: 'Dossier' }, { titre: 'Porteur' }]}
      lignes={p.dossiers.map((d) => [d.numero, typographier(d.organisme)])}
    />
  </Page>
)

const ETATS = {
  attente: { mot: 'En attente', ton: 'ici' },
  fait: { mot: 'Fait', ton: 'fait' },
  refuse: { mot: 'Refusé', ton: 'erreur' },
} as const

/** Progress with its count, then the report, line by line. */
export const RapportLot = (p: { cadre: Cadre; slug: string; titre: string; fini: boolean; lignes: LigneLot[] }) => {
  const de = (etat: string) => p.lignes.filter((l) => l.etat === etat).length
  return (
    <Page
      {...p.cadre}
      titre={p.titre}
      prive
      retour={{ href: urls.bureau.href({ slug: p.slug }), libelle: 'Tous les dossiers' }}
    >
      <h1 class="govuk-heading-xl">{p.titre}</h1>
      <Avis
        ton={p.fini ? (de('refuse') > 0 ? 'attention' : 'succes') : 'information'}
        titre={p.fini ? 'C’est terminé.' : 'Le travail est en cours.'}
      >
        <p>
          {de('fait')} faits, {de('refuse')} refusés, {de('attente')} en attente sur {p.lignes.length}.
          {p.fini ? '' : ' Vous pouvez quitter cette page : le travail continue. Rechargez-la pour voir où il en est.'}
        </p>
      </Avis>
      <Tableau
        legende="Rapport, dossier par dossier"
        colonnes={[{ titre: 'Dossier' }, { titre: 'Porteur' }, { titre: 'Résultat' }, { titre: 'Raison' }]}
        lignes={p.lignes.map((l) => {
          const etat = ETATS[(l.etat ?? 'attente') as keyof typeof ETATS] // the base holds these three only
          return [
            <a href={urls.bureauDossier.href({ slug: p.slug, id: l.id })}>{l.numero}</a>,
            l.organisme,
            <PuceEtat ton={etat.ton}>{etat.mot}</PuceEtat>,
            l.raison ?? '',
          ]
        })}
      />
    </Page>
  )
}
