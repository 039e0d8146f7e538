import { ACTES_SEANCE } from '../domaine/actes/seance.ts'
import { accorder, dateHeure, dateLongue } from '../domaine/francais.ts'
import { eurosCourts } from '../domaine/montants.ts'
import { typographier } from '../domaine/organismes.ts'
import { Avis } from '../ui/avis.tsx'
import { Barre } from '../ui/barre.tsx'
import { Carte } from '../ui/carte.tsx'
import { ResumeErreurs } from '../ui/champ.tsx'
import { ChampChoixMultiple } from '../ui/champs-choix.tsx'
import { Bouton, Formulaire } from '../ui/formulaire.tsx'
import { PageSuivante } from '../ui/navigation.tsx'
import { Page } from '../ui/page.tsx'
import { PuceEtat } from '../ui/puce-etat.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { urls } from '../urls.ts'
import { DECISIONS, heureEnMots } from './mots.ts'
import { ProcesVerbauxSignes } from './proces-verbaux-signes.tsx'
import { dossiersAInscrire } from './queries.ts'
import { ActionsDeSeance, type PropsSeance } from './seance-actions.tsx'
import { ETATS_SEANCE } from './seances-page.tsx'
import { PAR_PAGE, trancher } from './tranche.ts'

/** One session: its agenda, its members, what can be done now, and the decisions. */
export const SeancePage = (p: PropsSeance) => {
  const { seance: s, dossiers, appel } = p.seance
  const slug = s.appel
  const erreurs = p.non?.erreurs ?? []
  const inscrits = new Set(dossiers.map((d) => d.id))
  const projets = p.classement.projets.filter((x) => inscrits.has(x.dossier))
  // The commission permanente votes on dossiers already kept: they enter its agenda from its own page.
  const aInscrire = s.genre === 'technique' ? dossiersAInscrire(p.classement, inscrits) : []
  const t = trancher(projets, p.page)
  const lien = (page: number | undefined) =>
    page === undefined ? undefined : urls.seance.href({ slug, id: s.id }, { page })
  const deports = p.deports.filter((d) => inscrits.has(d.dossier))
  const decidees = projets.filter((x) => x.decision !== null)
  const actes = ACTES_SEANCE as Record<string, { libelle: string; fait: string }>
  const textes = (x: unknown): string[] => (Array.isArray(x) ? x.map(String) : [])
  const membres = textes(s.contenu.membres)
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
          <Tableau
            legende={`Ordre du jour : ${accorder(dossiers.length, 'dossier')}, ${accorder(projets.length, 'projet')} d’école`}
            colonnes={[
              { titre: 'Rang' },
              { titre: 'École' },
              { titre: 'Note', nombre: true },
              { titre: 'Plafond calculé', nombre: true },
              { titre: 'Décision' },
            ]}
            lignes={t.lignes.map((x) => [
              x.rang === null ? '—' : String(x.rang),
              <>
                <a href={urls.bureauDossier.href({ slug, id: x.dossier })}>{typographier(x.nom)}</a>
                <small>
                  {x.numero}, {typographier(x.organisme)}
                </small>
              </>,
              x.valeur === null ? '—' : String(x.valeur).replace('.', ','),
              eurosCourts(x.montant),
              x.decision
                ? `${DECISIONS[x.decision]?.libelle}${x.decision === 'retenu' ? `, ${eurosCourts(x.propose)}` : ''}`
                : '—',
            ])}
          />
          {t.pages > 1 ? (
            <PageSuivante
              total={`Page ${t.page} sur ${t.pages}`}
              precedente={lien(t.precedente)}
              suivante={lien(t.suivante)}
              restants={t.restants}
            />
          ) : null}
          {['preparee', 'ouverte'].includes(s.etat) &&
          aInscrire.length > 0 &&
          p.roles.some((r) => r === 'president_commission' || r === 'instructeur') ? (
            <Formulaire action={urls.seanceActe.href({ slug, id: s.id, acte: 'modifier_seance' })} csrf={p.cadre.csrf}>
              <input type="hidden" name="version" value={s.version} />
              <ChampChoixMultiple
                chemin="ajouter"
                libelle="Ajouter à l’ordre du jour"
                {...(aInscrire.length > PAR_PAGE
                  ? {
                      aide: `Les ${PAR_PAGE} premiers du classement, sur ${aInscrire.length} ; les suivants ensuite, ou par la liste des dossiers.`,
                    }
                  : {})}
                choix={aInscrire.slice(0, PAR_PAGE).map((x) => ({
                  valeur: x.id,
                  libelle: `${x.numero}, ${typographier(x.organisme)}`,
                }))}
              />
              <Bouton ton="secondaire">Ajouter les dossiers cochés</Bouton>
            </Formulaire>
          ) : null}
        </div>
        <aside>
          <ActionsDeSeance {...p} convies={membres} sansDecision={projets.length - decidees.length} />
          <Carte titre="Enveloppe">
            <Barre
              total={p.enveloppe.total}
              format={eurosCourts}
              segments={[
                { libelle: 'votés', valeur: p.enveloppe.vote, ton: 'plein' },
                { libelle: 'proposés', valeur: p.enveloppe.propose, ton: 'moyen' },
              ]}
            />
            <p class="govuk-body">
              {accorder(decidees.length, 'décision')} sur {projets.length}. Il reste {eurosCourts(p.enveloppe.reste)}.
            </p>
          </Carte>
          <Carte titre="Documents">
            <ul class="govuk-list">
              <li>
                <a href={urls.seance.href({ slug, id: s.id }, { format: 'pdf' })}>Dossier de séance (PDF)</a>
              </li>
              <li>
                <a href={urls.documentSeance.href({ slug, id: s.id, document: 'dossiers.xlsx' })}>
                  Dossier de séance (XLSX)
                </a>
              </li>
              <li>
                <a href={urls.classement.href({ slug }, { format: 'xlsx' })}>Classement (XLSX)</a>
              </li>
              <li>
                <a href={urls.seanceAgenda.href({ slug, id: s.id })}>La séance pour votre agenda (.ics)</a>
              </li>
              {p.seance.documents
                .filter((d) => d.genre !== 'piece_de_seance')
                .map((d) => (
                  <li>
                    {d.etat === 'pret' ? (
                      <a href={urls.documentSeance.href({ slug, id: s.id, document: d.id })}>{d.nom}</a>
                    ) : (
                      `${d.nom} (en cours de composition)`
                    )}
                  </li>
                ))}
            </ul>
          </Carte>
          <ProcesVerbauxSignes seance={p.seance} />
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
        </aside>
      </div>
    </Page>
  )
}
