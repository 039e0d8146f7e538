import { dateHeure, dateLongue } from '../domaine/francais.ts'
import { Carte } from '../ui/carte.tsx'
import { urls } from '../urls.ts'
import type { VueAppel } from './cadre.ts'

/** Beside the call: whom to ask, the dates, the documents. */
export const CotesDeLAppel = (v: VueAppel) => (
  <aside aria-label="Contact, dates et documents">
    <Contact {...v} />
    <Carte titre="Les dates">
      <dl class="laureat-dates">
        <dt>Ouverture</dt>
        <dd>{dateLongue(v.ouverture)}</dd>
        <dt>Clôture</dt>
        <dd>{dateHeure(v.dernierInstant)}</dd>
        {v.appel.calendrier.resultats ? (
          <>
            <dt>Résultats</dt>
            <dd>{v.appel.calendrier.resultats}</dd>
          </>
        ) : null}
      </dl>
      <p>
        <a href={urls.agenda.href({ slug: v.slug })}>Ajouter les dates à mon agenda</a>
      </p>
    </Carte>
    <Carte titre="Documents">
      <ul>
        {v.appel.documents.map((d) => (
          <li>
            {d.adresse ? <a href={d.adresse}>{d.titre}</a> : d.titre}
            {d.note ? <span class="laureat-documents__note">{d.note}</span> : null}
          </li>
        ))}
        <li>
          <a href={urls.guide.href({ slug: v.slug })}>Le guide en entier</a>
        </li>
        <li>
          <a href={urls.formulaireVierge.href({ slug: v.slug })}>Toutes les questions du formulaire (PDF)</a>
        </li>
      </ul>
    </Carte>
  </aside>
)

/** Service, mail, telephone, address, and the paper version. */
export function Contact({ appel }: Pick<VueAppel, 'appel'>) {
  const { contact } = appel
  return (
    <Carte titre={'Une question\u202f?'}>
      <p>
        <a href={`mailto:${contact.courriel}`}>{contact.courriel}</a>
        <br />
        <span class="laureat-insecable">
          <a href={`tel:${contact.telephone.replace(/[^\d+]/g, '')}`}>{contact.telephone}</a>
        </span>
      </p>
      <p class="laureat-discret laureat-petit">
        {contact.service}
        <br />
        {contact.adresse}
      </p>
      {appel.reglages.versionPapier ? <p>Une version papier du formulaire vous est envoyée sur demande.</p> : null}
    </Carte>
  )
}
