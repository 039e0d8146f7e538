import { Tableau } from '../ui/tableau.tsx'

/** The strictly necessary cookies, and what each is for. */
export const Cookies = () => (
  <Tableau
    legende="Les cookies de ce site"
    legendeCachee
    colonnes={[{ titre: 'Nom' }, { titre: 'À quoi il sert' }, { titre: 'Durée' }]}
    lignes={[
      ['session', 'Garder votre session ouverte.', 'jusqu’à la déconnexion, 30 jours au plus'],
      ['adresse', 'Retrouver l’adresse à laquelle part votre lien de connexion.', '20 minutes'],
      ['liste', 'Revenir, depuis un dossier, à la liste du bureau que vous lisiez.', 'la visite'],
      ['csrf', 'Vérifier que vos formulaires viennent bien de vous.', 'la visite'],
    ]}
  />
)
