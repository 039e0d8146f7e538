import { ACTES } from '../domaine/actes.ts'
import { valeursDuCas } from '../domaine/appel/remplir-lettre.ts'
import { dateSimple } from '../domaine/francais.ts'
import { Avis } from '../ui/avis.tsx'
import { ChampLong } from '../ui/champs.tsx'
import { Bouton, Boutons, Formulaire } from '../ui/formulaire.tsx'
import { urls } from '../urls.ts'
import { type Commun, Gabarit } from './cote-porteur-page.tsx'

const ETATS_RECOURS = {
  depose: 'En attente de réponse',
  accueilli: 'Accueilli',
  rejete: 'Rejeté',
  irrecevable: 'Irrecevable',
} as const

/** A gracious appeal to the presidency, with what it is and what silence means. */
export const RecoursPage = (p: Commun & { texte: string; maintenant: Date; fait: string | undefined }) => {
  const { faits } = p
  const { dossier } = faits
  const regle = ACTES.former_recours
  const possible = regle?.de.includes(dossier.etat) && !regle.possible?.({ faits, maintenant: p.maintenant })
  return (
    <Gabarit {...p} titre="Contester la décision">
      {p.fait ? <Avis ton="succes" titre="Votre recours est enregistré. Vous en recevez l’accusé par lettre." /> : null}
      {faits.recours.map((r) => (
        <div class="laureat-carte">
          <p class="govuk-body">
            Recours {r.genre} du {dateSimple(r.date)}&nbsp;: <strong>{ETATS_RECOURS[r.etat]}</strong>.
          </p>
        </div>
      ))}
      {possible ? (
        <Formulaire action={urls.recours.href({ id: dossier.id })} csrf={p.cadre.csrf}>
          <input type="hidden" name="version" value={dossier.version} />
          <p class="govuk-body">
            Un recours gracieux demande au Département de revoir sa décision. Sans réponse dans les deux mois, il est
            rejeté ; le juge peut alors être saisi dans les deux mois qui suivent.
          </p>
          <ChampLong
            chemin="texte"
            libelle="Vos raisons"
            lignes={8}
            facultatif
            erreurs={p.non?.erreurs ?? []}
            valeur={p.texte}
          />
          <Boutons>
            <Bouton>Former un recours gracieux</Bouton>
          </Boutons>
          <p class="laureat-discret">
            Tribunal compétent : {faits.appel.recours.tribunal}. Service : {valeursDuCas(faits.appel).contact_courriel}.
          </p>
        </Formulaire>
      ) : (
        <Avis titre="Aucune décision de ce dossier ne peut être contestée ici pour le moment." />
      )}
    </Gabarit>
  )
}
