import { accorder } from '../domaine/francais.ts'
import { typographier } from '../domaine/organismes.ts'
import type { Erreur } from '../domaine/refus.ts'
import { ResumeErreurs } from '../ui/champ.tsx'
import { ChampListe, ChampLong, ChampTexte } from '../ui/champs.tsx'
import { Bouton, Boutons, Formulaire } from '../ui/formulaire.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
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
  /** The letter is shown as it will leave. */
  relire: boolean
  /** The list that the dossiers were chosen in. */
  recherche: string
}
const TITRES = { attribuer: 'Attribuer des dossiers', lettre: 'Écrire aux porteurs', seance: 'Inscrire à une séance' }

/** Before anything is done: what, and on which dossiers. */
export const ApercuLot = (p: Apercu) => (
  <Page
    {...p.cadre}
    titre={TITRES[p.genre]}
    prive
    erreurs={p.erreurs}
    retour={{ href: listeDe(p.slug, p.recherche), libelle: 'La liste des dossiers' }}
  >
    <ResumeErreurs erreurs={p.erreurs} />
    <h1 class="govuk-heading-xl">{TITRES[p.genre]}</h1>
    <p class="laureat-chapo">
      {accorder(p.dossiers.length, 'dossier choisi', 'dossiers choisis')}. Rien n’est fait avant votre confirmation.
    </p>
    {p.dossiers.length === 0 ? null : (
      <Formulaire action={urls.lots.href({ slug: p.slug })} csrf={p.cadre.csrf}>
        <input type="hidden" name="genre" value={p.genre} />
        <input type="hidden" name="requete" value={p.recherche} />
        <input type="hidden" name="dossier" value={p.dossiers.map((d) => d.id).join(',')} />
        {p.relire ? <Relecture {...p} /> : null}
        {p.relire ? null : p.genre === 'attribuer' ? (
          <ChampListe chemin="agent" libelle="Agent" erreurs={p.erreurs} valeur={p.contenu.agent} choix={p.agents} />
        ) : p.genre === 'lettre' ? (
          <>
            <ChampTexte chemin="objet" libelle="Objet" erreurs={p.erreurs} valeur={p.contenu.objet} />
            <ChampLong
              chemin="texte"
              libelle="Lettre"
              aide="La même pour tous ; chaque porteur la reçoit dans son dossier et peut y répondre."
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
          {p.genre === 'lettre' && !p.relire ? (
            <Bouton nom="confirmer" valeur="relire">
              Relire la lettre
            </Bouton>
          ) : (
            <Bouton nom="confirmer" valeur="oui">
              {p.genre === 'lettre' ? 'Envoyer à' : 'Confirmer pour'}{' '}
              {accorder(p.dossiers.length, p.genre === 'lettre' ? 'porteur' : 'dossier')}
            </Bouton>
          )}
          {p.relire ? (
            <Bouton ton="secondaire" nom="confirmer" valeur="">
              Modifier la lettre
            </Bouton>
          ) : null}
          <a class="govuk-link" href={listeDe(p.slug, p.recherche)}>
            Annuler
          </a>
        </Boutons>
      </Formulaire>
    )}
    <Tableau
      legende="Dossiers concernés"
      colonnes={[{ titre: 'Dossier' }, { titre: 'Porteur' }]}
      lignes={p.dossiers.slice(0, MONTRES).map((d) => [d.numero, typographier(d.organisme)])}
    />
    {p.dossiers.length > MONTRES ? (
      <p class="govuk-body">
        Et {accorder(p.dossiers.length - MONTRES, 'autre dossier', 'autres dossiers')} de la même liste.
      </p>
    ) : null}
  </Page>
)

/** Rows shown at once; the work bears on all of them. */
export const MONTRES = 100

/** The list that the dossiers were chosen in. */
export const listeDe = (slug: string, recherche: string | undefined): string =>
  `${urls.bureau.href({ slug })}${recherche ? `?${new URLSearchParams(recherche)}` : ''}`

/** The letter as each porteur will read it. */
const Relecture = (p: Apercu) => (
  <section class="laureat-carte" aria-labelledby="lettre">
    <input type="hidden" name="objet" value={p.contenu.objet} />
    <input type="hidden" name="texte" value={p.contenu.texte} />
    <h2 class="govuk-heading-m" id="lettre">
      {p.contenu.objet}
    </h2>
    {(p.contenu.texte ?? '').split(/\n{2,}/).map((paragraphe) => (
      <p class="govuk-body">
        {paragraphe.split('\n').map((ligne, i) => (
          <>
            {i > 0 ? <br /> : null}
            {ligne}
          </>
        ))}
      </p>
    ))}
    <p class="laureat-discret">
      Elle part à {accorder(p.dossiers.length, 'porteur')}, par courriel et dans leur dossier, où ils peuvent répondre.
    </p>
  </section>
)
