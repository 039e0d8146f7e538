import type { Autour } from '../domaine/acte.ts'
import { euros, lireMontant, montantSaisi } from '../domaine/montants.ts'
import { type Erreur, type Refus, saisieInvalide } from '../domaine/refus.ts'
import { accomplirAppel } from '../registre/accomplir-appel.ts'
import type { Porte } from '../registre/porte.ts'
import { type Corps, texteDe, versionPostee } from '../socle/http/corps.ts'
import type { Requete } from '../socle/http/pages.ts'
import { acteurDe } from '../socle/http/requete.ts'
import { ChampMontant } from '../ui/champs.tsx'
import { Bouton, Formulaire } from '../ui/formulaire.tsx'
import { Details } from '../ui/govuk/details.tsx'
import { urls } from '../urls.ts'

type Valideurs = Autour['valideurs']

/** Up to how much each person approves: read by the payment staff, set by whoever administers the call. */
export const Seuils = (p: {
  slug: string
  /** Of the call. */
  version: number
  csrf: string | undefined
  valideurs: Valideurs
  administre: boolean
  /** The field and the text of a threshold that was refused. */
  saisi: { champ: string; texte: string } | undefined
  erreurs: Erreur[]
}) =>
  p.valideurs.length === 0 ? null : (
    <section>
      <h2 class="govuk-heading-m">Qui valide, et jusqu’à combien</h2>
      {p.valideurs.map((v) => (
        <>
          <p class="govuk-body">
            {v.nom} : {v.seuil === null ? 'sans limite' : `jusqu’à ${euros(v.seuil)}`}
          </p>
          {p.administre ? (
            <Details
              summaryText={`Changer le seuil de ${v.nom}`}
              open={p.saisi?.champ === `seuil.${v.id}`}
              text={
                <Formulaire action={urls.paiements.href({ slug: p.slug })} csrf={p.csrf}>
                  <input type="hidden" name="version" value={p.version} />
                  <input type="hidden" name="geste" value="fixer_seuil" />
                  <input type="hidden" name="personne" value={v.courriel} />
                  <input type="hidden" name="champ" value={`seuil.${v.id}`} />
                  <ChampMontant
                    chemin={`seuil.${v.id}`}
                    libelle="Montant le plus élevé"
                    aide="Vide : sans limite."
                    erreurs={p.erreurs}
                    valeur={
                      p.saisi?.champ === `seuil.${v.id}`
                        ? p.saisi.texte
                        : v.seuil === null
                          ? undefined
                          : montantSaisi(v.seuil)
                    }
                  />
                  <Bouton ton="secondaire">Enregistrer le seuil</Bouton>
                </Formulaire>
              }
            />
          ) : null}
        </>
      ))}
    </section>
  )

/** The posted threshold: an empty field takes the limit away. */
export const fixerSeuil = (porte: Porte, requete: Requete, corps: Corps): Promise<object | Refus> | Refus => {
  const champ = texteDe(corps, 'champ')
  const texte = texteDe(corps, champ)
  const seuil = lireMontant(texte)
  if (texte !== '' && seuil === undefined)
    return saisieInvalide([
      { chemin: champ, message: 'Indiquez un montant en euros, par exemple 10\u202f000, ou laissez vide.' },
    ])
  return accomplirAppel(porte, {
    slug: requete.params.slug ?? '',
    acte: 'fixer_seuil',
    saisie: {
      ...versionPostee(corps),
      personne: texteDe(corps, 'personne'),
      ...(seuil === undefined ? {} : { seuil }),
    },
    acteur: acteurDe(requete),
    recuLe: requete.recuLe,
  })
}
