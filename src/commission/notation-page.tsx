import type { DonneeOfficielle } from '../domaine/acte.ts'
import type { Critere } from '../domaine/appel/schema-instruction.ts'
import type { EcoleDuDossier, Faits, Note } from '../domaine/faits.ts'
import { accorder } from '../domaine/francais.ts'
import type { NoteSaisie } from '../domaine/notation.ts'
import { typographier } from '../domaine/organismes.ts'
import type { Refus } from '../domaine/refus.ts'
import type { ProjetDuClassement } from '../registre/classement.ts'
import { Avis } from '../ui/avis.tsx'
import { Carte } from '../ui/carte.tsx'
import { ResumeErreurs } from '../ui/champ.tsx'
import { ChampEntier, ChampLong, ChampTexte } from '../ui/champs.tsx'
import { dateSimple } from '../ui/formats.ts'
import { Bouton, Boutons, Formulaire } from '../ui/formulaire.tsx'
import { Details } from '../ui/govuk/details.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
import { ReponsesLues } from '../ui/reponses.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { Vide } from '../ui/vide.tsx'
import { urls } from '../urls.ts'

const noteDite = (x: number | null): string => (x === null ? '—' : String(x).replace('.', ','))

export const NotationPage = (p: { cadre: Cadre; slug: string; membre: boolean; projets: ProjetDuClassement[] }) => {
  const reste = p.projets.filter((x) => x.valeur === null)
  return (
    <Page {...p.cadre} titre="Notation des projets" prive large>
      <h1 class="govuk-heading-xl">Notation des projets</h1>
      <p class="laureat-chapo">
        {accorder(reste.length, 'projet')} à noter,{' '}
        {accorder(p.projets.length - reste.length, 'projet déjà noté', 'projets déjà notés')}.
      </p>
      {p.projets.length === 0 ? (
        <Vide titre="Aucun projet n’est à noter.">
          Les projets arrivent ici dès que leur dossier est déclaré conforme.
        </Vide>
      ) : (
        <Tableau
          legende="Projets d’école des dossiers conformes"
          legendeCachee
          colonnes={[
            { titre: 'École' },
            { titre: 'Porteur' },
            { titre: 'Dossier' },
            { titre: 'Note', nombre: true },
            { titre: 'Notée par', nombre: true },
          ]}
          lignes={[...reste, ...p.projets.filter((x) => x.valeur !== null)].map((x) => [
            <a href={urls.noterEcole.href({ slug: p.slug, id: x.dossier, uai: x.uai })}>{typographier(x.nom)}</a>,
            typographier(x.organisme),
            x.numero,
            x.valeur === null ? (p.membre ? 'À noter' : 'Pas encore') : noteDite(x.valeur),
            accorder(x.notateurs, 'personne'),
          ])}
        />
      )}
    </Page>
  )
}

type Noter = {
  cadre: Cadre
  faits: Faits
  ecole: EcoleDuDossier
  non: Refus | undefined
  mienne: Note | undefined
  autres: Note[]
  membre: boolean
  deport: string | undefined
  corps: Record<string, string | string[] | undefined>
  fait: string | undefined
  criteres: { critere: Critere; calculee: number | undefined; donnee: DonneeOfficielle | undefined }[]
}

/** The grid of one school project beside what it says: manual criteria with a justification, computed ones with their source. */
export const NoterPage = (p: Noter) => {
  const { faits, ecole } = p
  const slug = faits.dossier.appel
  const action = urls.noterEcole.href({ slug, id: faits.dossier.id, uai: ecole.uai })
  const erreurs = p.non?.erreurs ?? []
  const deja = (p.mienne?.contenu.notes ?? []) as NoteSaisie[] // as `noter` wrote it
  const valeur = (prefixe: string, id: string) => {
    const saisi = p.corps[`${prefixe}.${id}`]
    if (typeof saisi === 'string') return saisi
    const note = deja.find((n) => n.critere === id && !n.calculee)
    return prefixe === 'note' ? note?.valeur : note?.justification
  }
  const peut = p.membre && p.deport === undefined && faits.dossier.etat === 'conforme'
  const aveugle = faits.appel.commission.notationAveugle && p.mienne === undefined
  return (
    <Page
      {...p.cadre}
      titre={`Noter ${typographier(ecole.nom)}`}
      prive
      large
      erreurs={erreurs}
      retour={{ href: urls.notation.href({ slug }), libelle: 'Tous les projets' }}
    >
      <ResumeErreurs erreurs={erreurs} />
      <p class="laureat-surtitre">
        Dossier {faits.dossier.numero} · {typographier(faits.organisme.nom)}
      </p>
      <h1 class="govuk-heading-xl">{typographier(ecole.nom)}</h1>
      {p.fait ? (
        <Avis ton="succes" titre={`Votre note est enregistrée : ${noteDite(p.mienne?.score ?? null)} sur 100.`} />
      ) : null}
      {p.non && erreurs.length === 0 ? <Avis ton="erreur" titre={p.non.detail} /> : null}
      {p.deport === undefined ? null : (
        <Avis ton="attention" titre={`Vous vous êtes déporté de ce dossier : ${p.deport}`} />
      )}
      <div class="laureat-colonnes">
        <div>
          {peut ? (
            <Formulaire action={action} csrf={p.cadre.csrf}>
              <input type="hidden" name="version" value={faits.dossier.version} />
              {p.criteres.map(({ critere, calculee, donnee }) => {
                const { min, max } = critere.echelle
                if (calculee !== undefined)
                  return (
                    <p class="govuk-body">
                      <strong>{critere.libelle}</strong> : {noteDite(calculee)} sur {max} (poids {critere.poids}).{' '}
                      <span class="laureat-discret">
                        {donnee
                          ? `Calculé, source : ${donnee.source}${donnee.date ? `, ${dateSimple(donnee.date)}` : ''}.`
                          : 'Aucune donnée officielle : valeur prévue par la grille.'}
                      </span>
                    </p>
                  )
                return (
                  <fieldset class="laureat-carte">
                    <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">
                      {critere.libelle} <span class="laureat-discret">(poids {critere.poids})</span>
                    </legend>
                    <ChampEntier
                      chemin={`note.${critere.id}`}
                      libelle={`Note de ${min} à ${max}`}
                      {...(critere.aide ? { aide: critere.aide } : {})}
                      largeur={2}
                      erreurs={erreurs}
                      valeur={valeur('note', critere.id)}
                    />
                    <ChampLong
                      chemin={`justification.${critere.id}`}
                      libelle="Justification"
                      lignes={2}
                      erreurs={erreurs}
                      valeur={valeur('justification', critere.id)?.toString()}
                    />
                  </fieldset>
                )
              })}
              <Boutons>
                <Bouton>Enregistrer la note</Bouton>
              </Boutons>
            </Formulaire>
          ) : null}
          {p.autres.length > 0 && !aveugle ? (
            <Tableau
              legende="Notes des autres membres"
              colonnes={[{ titre: 'Membre' }, { titre: 'Note sur 100', nombre: true }]}
              lignes={p.autres.map((n) => [n.par, noteDite(n.score)])}
            />
          ) : null}
          {peut ? (
            <Details
              summaryText="Un lien avec ce porteur ? Vous déporter"
              text={
                <Formulaire action={action} csrf={p.cadre.csrf}>
                  <input type="hidden" name="version" value={faits.dossier.version} />
                  <input type="hidden" name="deport" value="oui" />
                  <ChampTexte chemin="motif" libelle="Motif, inscrit au procès-verbal" />
                  <Bouton ton="danger">Me déporter de ce dossier</Bouton>
                </Formulaire>
              }
            />
          ) : null}
        </div>
        <aside>
          <Carte titre="Le projet de l’école">
            {faits.appel.formulaire
              .filter((s) => s.par === 'ecole')
              .map((s) => (
                <Details
                  summaryText={s.titre}
                  open={s.id === 'projet'}
                  text={<ReponsesLues faits={faits} section={s} uai={ecole.uai} />}
                />
              ))}
          </Carte>
        </aside>
      </div>
    </Page>
  )
}
