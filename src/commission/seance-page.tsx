import { ACTES_SEANCE } from '../domaine/actes/seance.ts'
import { dateHeure, dateLongue } from '../domaine/francais.ts'
import { Avis } from '../ui/avis.tsx'
import { ResumeErreurs } from '../ui/champ.tsx'
import { Page } from '../ui/page.tsx'
import { PuceEtat } from '../ui/puce-etat.tsx'
import { urls } from '../urls.ts'
import { heureEnMots } from './mots.ts'
import { OrdreDuJour } from './ordre-du-jour.tsx'
import type { PropsSeance } from './seance-actions.tsx'
import { CoteDeSeance } from './seance-cote.tsx'
import { ETATS_SEANCE } from './seances-page.tsx'

/** One session: its agenda, its members, what can be done now, and the decisions. */
export const SeancePage = (p: PropsSeance) => {
  const { seance: s, dossiers, appel } = p.seance
  const slug = s.appel
  const erreurs = p.non?.erreurs ?? []
  const inscrits = new Set(dossiers.map((d) => d.id))
  const projets = p.classement.projets.filter((x) => inscrits.has(x.dossier))
  const actes = ACTES_SEANCE as Record<string, { libelle: string; fait: string }>
  const etat = ETATS_SEANCE[s.etat]
  return (
    <Page
      {...p.cadre}
      titre={`Séance du ${dateLongue(s.date)}`}
      prive
      large
      erreurs={erreurs}
      retour={{ href: urls.seances.href({ slug }), libelle: 'Toutes les séances' }}
    >
      <ResumeErreurs erreurs={erreurs} />
      <p class="laureat-surtitre">{s.genre === 'technique' ? appel.commission.nom : 'Commission permanente'}</p>
      <h1 class="govuk-heading-xl">Séance du {dateLongue(s.date)}</h1>
      <p class="laureat-chapo">
        <PuceEtat ton={etat.ton}>{etat.mot}</PuceEtat>{' '}
        {[typeof s.contenu.heure === 'string' ? `à ${heureEnMots(s.contenu.heure)}` : '', s.lieu]
          .filter(Boolean)
          .join(', ')}
        .{s.publication_le && s.etat === 'close' ? ` Publication prévue le ${dateHeure(s.publication_le)}.` : ''}
        {s.publiee_le ? ` Résultats publiés le ${dateHeure(s.publiee_le)}.` : ''}
      </p>
      {p.fait === 'programmer' && s.publication_le ? (
        <Avis ton="succes" titre={`La publication est programmée le ${dateHeure(s.publication_le)}.`} />
      ) : p.fait && actes[p.fait] ? (
        <Avis ton="succes" titre={`C’est fait : ${actes[p.fait]?.libelle.replace(/^./u, (c) => c.toLowerCase())}.`} />
      ) : null}
      {p.non && erreurs.length === 0 ? <Avis ton="erreur" titre={p.non.detail} /> : null}
      <div class="laureat-colonnes">
        <div>
          <OrdreDuJour {...p} projets={projets} />
        </div>
        <aside>
          <CoteDeSeance {...p} projets={projets} />
        </aside>
      </div>
    </Page>
  )
}
