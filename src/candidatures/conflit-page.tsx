import type { Section } from '../domaine/appel/schema-formulaire.ts'
import type { Champs } from '../domaine/formulaire/lire-formulaire.ts'
import type { Json, ReponsesSection } from '../domaine/formulaire/reponses.ts'
import { dateHeureSimple, de } from '../domaine/francais.ts'
import { QUESTIONS } from '../domaine/questions/questions.ts'
import type { Conflit } from '../registre/repondre.ts'
import { Avis } from '../ui/avis.tsx'
import { ChampChoix } from '../ui/champs-choix.tsx'
import { Bouton, Formulaire } from '../ui/formulaire.tsx'
import { Page } from '../ui/page.tsx'
import type { Ecran } from './ecran.ts'
import { lienSection } from './taches.ts'

type Props = {
  e: Ecran
  section: Section
  uai: string | undefined
  valeurs: ReponsesSection
  champs: Champs
  conflit: Conflit
}

/** Two people wrote in the same page: both texts side by side, question by question, and a choice. Nothing is saved before it. */
export const ConflitPage = ({ e, section, uai, valeurs, champs, conflit }: Props) => {
  const { autre } = conflit
  const differentes = section.questions.filter(
    (q) => q.id in valeurs && JSON.stringify(valeurs[q.id] ?? null) !== JSON.stringify(autre.valeurs[q.id] ?? null),
  )
  return (
    <Page {...e.cadre} titre={`Deux textes pour « ${section.titre} »`} prive>
      <p class="laureat-surtitre">{section.titre}</p>
      <h1 class="govuk-heading-xl">Deux personnes ont écrit ici</h1>
      <Avis
        ton="attention"
        titre={`${autre.par} a enregistré cette page le ${dateHeureSimple(autre.le)}, pendant que vous la remplissiez.`}
      >
        Rien n’est perdu : les deux textes sont ci-dessous. Choisissez celui qui reste, question par question.
      </Avis>
      <Formulaire action={lienSection(e, section.id, uai)} csrf={e.cadre.csrf}>
        {Object.entries(champs)
          .filter(
            ([nom]) =>
              !['_csrf', 'revision', 'suite', 'ajouter', 'retirer', 'retirer_piece'].includes(nom) &&
              !nom.startsWith('choix.'),
          )
          .flatMap(([nom, v]) =>
            (Array.isArray(v) ? v : [v ?? '']).map((x) => <input type="hidden" name={nom} value={x} />),
          )}
        <input type="hidden" name="revision" value={autre.revision} />
        {differentes.map((q) => (
          <ChampChoix
            chemin={`choix.${q.id}`}
            libelle={q.libelle}
            grand
            valeur="moi"
            choix={[
              { valeur: 'moi', libelle: 'Votre texte', aide: lire(valeurs[q.id]) },
              { valeur: 'autre', libelle: `Le texte ${de(autre.par)}`, aide: lire(autre.valeurs[q.id]) },
            ].map((c) => ({ ...c, aide: c.aide(q) }))}
          />
        ))}
        <Bouton>Garder ces choix</Bouton>
      </Formulaire>
    </Page>
  )

  function lire(v: Json | undefined) {
    return (q: Section['questions'][number]): string =>
      v === undefined || v === null ? 'Rien' : QUESTIONS[q.type].afficher(v, q, e.faits.appel.catalogue) || 'Rien'
  }
}
