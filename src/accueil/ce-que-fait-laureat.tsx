import { Bouton } from '../ui/formulaire.tsx'
import { urls } from '../urls.ts'

const PROMESSES = [
  {
    titre: 'Préparer ensemble',
    texte:
      'La mairie ouvre le dossier et invite l’école et l’enseignant référent au numérique. Chacun écrit sa partie, sans compte à créer d’avance.',
  },
  {
    titre: 'Connaître la subvention',
    texte:
      'La dépense, la subvention et ce qui reste à payer se calculent pendant que vous remplissez, avec l’explication ligne par ligne.',
  },
  {
    titre: 'Déposer sans crainte',
    texte:
      'Tout s’enregistre au fil de la saisie. À la minute du dépôt, la mairie, les écoles et le Rectorat reçoivent un accusé de réception daté.',
  },
  {
    titre: 'Suivre jusqu’au versement',
    texte:
      'Devis, vote, convention, livraison, factures\u00a0: la page du dossier dit toujours qui doit agir, pour faire quoi, et avant quelle date.',
  },
]

/** What Lauréat does for a town hall and its schools, and the way in for those who already have a dossier. */
export const CeQueFaitLaureat = ({ connecte }: { connecte: boolean }) => (
  <section>
    <h2 class="govuk-heading-m">Ce que Lauréat fait pour vous</h2>
    <ul class="laureat-promesses">
      {PROMESSES.map((p) => (
        <li>
          <h3>{p.titre}</h3>
          <p>{p.texte}</p>
        </li>
      ))}
    </ul>
    <div class="laureat-entrer">
      <div>
        <h2 class="govuk-heading-s">{connecte ? 'Reprendre votre dossier' : 'Vous avez déjà un dossier\u202f?'}</h2>
        <p>
          {connecte
            ? 'Votre espace montre où en est chaque dossier et ce qui est attendu de vous.'
            : 'Connectez-vous avec votre adresse électronique professionnelle. Aucun mot de passe à retenir\u00a0: vous recevez un lien.'}
        </p>
      </div>
      <Bouton href={connecte ? urls.monEspace.href() : urls.connexion.href()} ton="secondaire">
        {connecte ? 'Ouvrir mon espace' : 'Se connecter'}
      </Bouton>
    </div>
  </section>
)
