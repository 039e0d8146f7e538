import { accorder } from '../domaine/francais.ts'
import { eurosCourts } from '../domaine/montants.ts'
import { Carte } from '../ui/carte.tsx'
import { urls } from '../urls.ts'
import { BarreEnveloppe } from './barre-enveloppe.tsx'
import { ProcesVerbauxSignes } from './proces-verbaux-signes.tsx'
import { ActionsDeSeance, type PropsSeance } from './seance-actions.tsx'

type Props = PropsSeance & { projets: PropsSeance['classement']['projets'] }

/** Beside the agenda: what can be done now, the money left, the documents, who steps aside, who sits. */
export const CoteDeSeance = (p: Props) => {
  const { seance: s } = p.seance
  const membres = textes(s.contenu.membres)
  const decidees = p.projets.filter((x) => x.decision !== null)
  return (
    <>
      <ActionsDeSeance {...p} convies={membres} sansDecision={p.projets.length - decidees.length} />
      <Carte titre="Enveloppe">
        <BarreEnveloppe enveloppe={p.enveloppe} />
        <p class="govuk-body">
          {accorder(decidees.length, 'décision')} sur {p.projets.length}. Il reste {eurosCourts(p.enveloppe.reste)}.
        </p>
      </Carte>
      <Documents {...p} />
      <ProcesVerbauxSignes seance={p.seance} />
      <Deports {...p} />
      {membres.length > 0 ? (
        <Carte titre="Membres">
          <ul class="govuk-list">
            {membres.map((m) => (
              <li>
                {p.membres.find((x) => x.courriel === m)?.nom ?? m}
                {textes(s.contenu.presents).includes(m) ? ', en séance' : ''}
              </li>
            ))}
          </ul>
        </Carte>
      ) : null}
    </>
  )
}

const textes = (x: unknown): string[] => (Array.isArray(x) ? x.map(String) : [])

const Documents = ({ seance: { seance: s, documents } }: Props) => {
  const { id, appel: slug } = s
  return (
    <Carte titre="Documents">
      <ul class="govuk-list">
        <li>
          <a href={urls.seance.href({ slug, id }, { format: 'pdf' })}>Dossier de séance (PDF)</a>
        </li>
        <li>
          <a href={urls.documentSeance.href({ slug, id, document: 'dossiers.xlsx' })}>Dossier de séance (XLSX)</a>
        </li>
        <li>
          <a href={urls.classement.href({ slug }, { format: 'xlsx' })}>Classement (XLSX)</a>
        </li>
        <li>
          <a href={urls.seanceAgenda.href({ slug, id })}>La séance pour votre agenda (.ics)</a>
        </li>
        {documents
          .filter((d) => d.genre !== 'piece_de_seance')
          .map((d) => (
            <li>
              {d.etat === 'pret' ? (
                <a href={urls.documentSeance.href({ slug, id, document: d.id })}>{d.nom}</a>
              ) : (
                `${d.nom} (en cours de composition)`
              )}
            </li>
          ))}
      </ul>
    </Carte>
  )
}

const Deports = ({ deports: tous, seance: { dossiers } }: Props) => {
  const deports = tous.filter((d) => dossiers.some((x) => x.id === d.dossier))
  return (
    <Carte titre="Déports">
      {deports.length === 0 ? (
        <p class="govuk-body">Aucun membre ne s’est déporté d’un dossier de cette séance.</p>
      ) : (
        <ul class="govuk-list">
          {deports.map((d) => (
            <li>
              {d.par}, dossier {dossiers.find((x) => x.id === d.dossier)?.numero}&nbsp;: {d.motif}
            </li>
          ))}
        </ul>
      )}
    </Carte>
  )
}
