import type { Erreur } from '../domaine/refus.ts'
import { ChampTexte } from '../ui/champs.tsx'
import { Bouton, BoutonPost, Boutons, Formulaire } from '../ui/formulaire.tsx'
import { Details } from '../ui/govuk/details.tsx'
import { urls } from '../urls.ts'
import type { VueEnregistree } from './vues.ts'

type Props = {
  slug: string
  csrf: string | undefined
  adresse: string
  vues: VueEnregistree[]
  requete: string
  erreurs: Erreur[]
}

const lienDe = (slug: string, v: VueEnregistree): string => `${urls.bureau.href({ slug })}?${v.requete}`

/** The views of the reader, one click away, above the list. */
export const VuesGardees = ({ slug, vues, requete }: Pick<Props, 'slug' | 'vues' | 'requete'>) =>
  vues.length === 0 ? null : (
    <nav class="laureat-pastilles" aria-label="Vos vues">
      <ul>
        {vues.map((v) => (
          <li>
            <a
              class="laureat-pastille"
              href={lienDe(slug, v)}
              aria-current={v.requete === requete ? 'page' : undefined}
            >
              {v.nom}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )

/** Keep the list on screen, rename, share, take away. */
export const GererVues = (p: Props) => {
  const action = urls.bureau.href({ slug: p.slug })
  return (
    <>
      <Formulaire action={action} csrf={p.csrf}>
        <input type="hidden" name="requete" value={p.requete} />
        <ChampTexte
          chemin="nom"
          libelle="Garder cette vue sous un nom"
          aide="La liste, les filtres et le tri affichés maintenant. Un nom déjà pris est remplacé."
          largeur={20}
          erreurs={p.erreurs}
        />
        <Bouton ton="secondaire">Garder la vue</Bouton>
      </Formulaire>
      {p.vues.map((v) => (
        <Details
          summaryText={`Renommer, partager ou retirer « ${v.nom} »`}
          open={p.erreurs.some((x) => x.chemin === `nom.${v.id}`)}
          text={
            <>
              <Formulaire action={action} csrf={p.csrf}>
                <input type="hidden" name="requete" value={p.requete} />
                <input type="hidden" name="vue" value={v.id} />
                <ChampTexte
                  chemin={`nom.${v.id}`}
                  libelle="Nom de la vue"
                  largeur={20}
                  valeur={v.nom}
                  erreurs={p.erreurs}
                />
                <Bouton ton="secondaire">Renommer</Bouton>
              </Formulaire>
              <p class="govuk-body">
                Pour la partager, envoyez son adresse à un collègue de cet appel&nbsp;:{' '}
                <a href={lienDe(p.slug, v)}>
                  {p.adresse}
                  {lienDe(p.slug, v)}
                </a>
                {/\bagent=moi\b/.test(v.requete) ? '. Chacun y lit ses propres dossiers.' : ''}
              </p>
              <Boutons>
                <BoutonPost
                  action={action}
                  csrf={p.csrf}
                  champs={{ retirer: v.id, requete: p.requete }}
                  ton="secondaire"
                >
                  Retirer la vue {v.nom}
                </BoutonPost>
              </Boutons>
            </>
          }
        />
      ))}
    </>
  )
}
