import { manquantsSection } from '../domaine/formulaire/completude.ts'
import { sectionVisible } from '../domaine/formulaire/conditions.ts'
import { accorder } from '../domaine/francais.ts'
import { ecoleDite } from '../domaine/organismes.ts'
import type { Slice } from '../maison.ts'
import { Avis } from '../ui/avis.tsx'
import { urls } from '../urls.ts'
import { pageDActe } from './acte-page.tsx'
import { ArgentEcole } from './argent.tsx'
import type { Ecran } from './ecran.ts'
import { lienDeChemin } from './liens.ts'
import { RecapSection } from './recap.tsx'

/** A head reads the whole project of his or her school, then validates it, or opens it again. */
export const routesValidationEcole: Slice = (outils) =>
  pageDActe({
    adresse: urls.validationEcole,
    acte: (e) => (valide(e, e.requete.params.uai?.toUpperCase()) ? 'rouvrir_projet_ecole' : 'valider_projet_ecole'),
    titre: (e, uai) =>
      valide(e, uai) ? `Rouvrir le projet de ${dite(e, uai)}` : `Valider le projet de ${dite(e, uai)}`,
    intro: (e, uai) => <Corps e={e} uai={uai ?? ''} />,
    bouton: (e, uai) => {
      if (valide(e, uai)) return 'Rouvrir le projet'
      return manquantsEcole(e, uai ?? '').length === 0 ? 'Valider le projet' : undefined
    },
    vers: (e, acte) =>
      urls.dossier.href({ id: e.faits.dossier.id }, { fait: acte === 'rouvrir_projet_ecole' ? 'rouvert' : 'valide' }),
  })(outils)

const valide = (e: Ecran, uai: string | undefined): boolean =>
  e.faits.ecoles.find((x) => x.uai === uai)?.etat === 'valide_par_ecole'
const dite = (e: Ecran, uai: string | undefined): string =>
  ecoleDite(e.faits.ecoles.find((x) => x.uai === uai)?.nom ?? '')

const sectionsEcole = ({ faits: { appel, reponses } }: Ecran, uai: string) =>
  appel.formulaire.filter((s) => s.par === 'ecole' && sectionVisible(s, { appel, reponses, uai }))
const manquantsEcole = (e: Ecran, uai: string) =>
  sectionsEcole(e, uai).flatMap((s) => manquantsSection(e.faits, s, uai))

const Corps = ({ e, uai }: { e: Ecran; uai: string }) => {
  const sections = sectionsEcole(e, uai)
  const manquants = manquantsEcole(e, uai)
  if (valide(e, uai))
    return (
      <p class="govuk-body">
        Vous pourrez de nouveau modifier le projet. Il faudra le valider encore une fois avant le dépôt. La mairie est
        prévenue.
      </p>
    )
  return (
    <>
      <p class="govuk-body">
        Relisez ce qui sera déposé pour votre école. En validant, vous donnez votre accord ; la mairie est prévenue.
        Vous pourrez rouvrir le projet tant que le dossier n’est pas déposé.
      </p>
      {manquants.length > 0 ? (
        <Avis ton="attention" titre={`Il reste ${accorder(manquants.length, 'point')} à compléter avant de valider`}>
          <ul class="govuk-list govuk-list--bullet">
            {manquants.map((m) => (
              <li>
                <a class="govuk-link" href={lienDeChemin(e, m.chemin)}>
                  {m.message}
                </a>
              </li>
            ))}
          </ul>
        </Avis>
      ) : null}
      {sections.map((s) => (
        <section>
          <h2 class="govuk-heading-m">{s.titre}</h2>
          <RecapSection e={e} section={s} uai={uai} modifiable />
        </section>
      ))}
      <ArgentEcole faits={e.faits} uai={uai} />
    </>
  )
}
