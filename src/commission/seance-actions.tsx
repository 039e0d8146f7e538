import { procesVerbauxSignes } from '../domaine/actes/proces-verbal.ts'
import { accorder } from '../domaine/francais.ts'
import type { Refus } from '../domaine/refus.ts'
import type { Role } from '../domaine/roles.ts'
import type { Classement } from '../registre/classement.ts'
import type { EtatEnveloppe } from '../registre/enveloppe.ts'
import type { SeanceVue } from '../registre/seances.ts'
import { Carte } from '../ui/carte.tsx'
import { ChampChoixMultiple } from '../ui/champs-choix.tsx'
import { Bouton, BoutonPost, Boutons, Formulaire } from '../ui/formulaire.tsx'
import type { Cadre } from '../ui/page.tsx'
import { urls } from '../urls.ts'
import type { Deport, Membre } from './queries.ts'

/** What the page of a session shows. */
export type PropsSeance = {
  cadre: Cadre
  seance: SeanceVue
  classement: Classement
  enveloppe: EtatEnveloppe
  roles: Role[]
  maintenant: Date
  corps: Record<string, string | string[] | undefined>
  non: Refus | undefined
  fait: string | undefined
  deports: Deport[]
  /** Dossiers whose letters of results are still to be written. */
  aRediger: number
  page: string | undefined
  /** Who sits in the commission today, to name the addresses. */
  membres: Membre[]
}

/** What can be done now with this session, by whom. */
export const ActionsDeSeance = (p: PropsSeance & { convies: string[]; sansDecision: number }) => {
  const { seance: s } = p.seance
  const acte = (nom: string) => urls.seanceActe.href({ slug: s.appel, id: s.id, acte: nom })
  const preside = p.roles.includes('president_commission')
  const convoque = preside || p.roles.includes('instructeur')
  const prepare = convoque || p.roles.includes('secretaire_assemblee')
  const version = { version: String(s.version) }
  const modifier =
    s.etat === 'preparee' && prepare ? (
      <p class="govuk-body">
        <a href={urls.seanceModification.href({ slug: s.appel, id: s.id })}>
          {s.genre === 'technique'
            ? 'Modifier la date, le lieu, les membres ou l’ordre du jour'
            : 'Modifier la date, le lieu ou l’ordre du jour'}
        </a>
      </p>
    ) : null
  if (s.genre !== 'technique') return modifier && <Carte titre="Maintenant">{modifier}</Carte>
  return (
    <Carte titre="Maintenant">
      {modifier}
      {s.etat === 'preparee' && convoque ? (
        <BoutonPost
          action={acte('convoquer')}
          csrf={p.cadre.csrf}
          champs={version}
          ton={preside ? 'secondaire' : 'principal'}
        >
          {s.contenu.convoqueeLe ? 'Convoquer à nouveau les membres' : 'Convoquer les membres'}
        </BoutonPost>
      ) : null}
      {s.etat === 'preparee' && preside ? (
        <Formulaire action={acte('ouvrir_seance')} csrf={p.cadre.csrf}>
          <input type="hidden" name="version" value={s.version} />
          {p.convies.length > 0 ? (
            <ChampChoixMultiple
              chemin="presents"
              libelle="Membres présents"
              valeurs={p.convies}
              choix={p.convies.map((m) => ({ valeur: m, libelle: p.membres.find((x) => x.courriel === m)?.nom ?? m }))}
            />
          ) : null}
          <Bouton>Ouvrir la séance</Bouton>
        </Formulaire>
      ) : null}
      {s.etat === 'ouverte' && preside && p.sansDecision > 0 ? (
        <p class="govuk-body">
          {accorder(p.sansDecision, 'projet n’a', 'projets n’ont')} pas de décision. Une séance close ne se rouvre pas.
        </p>
      ) : null}
      {s.etat === 'ouverte' ? (
        <Boutons>
          <Bouton href={urls.salle.href({ slug: s.appel, id: s.id })}>Ouvrir l’écran de la salle</Bouton>
          {preside ? (
            <BoutonPost action={acte('clore_seance')} csrf={p.cadre.csrf} champs={version} ton="secondaire">
              Clore la séance
            </BoutonPost>
          ) : null}
        </Boutons>
      ) : null}
      {s.etat === 'close' && preside ? (
        <>
          <Bouton href={urls.seancePublication.href({ slug: s.appel, id: s.id })}>
            {s.publication_le ? 'Changer la publication' : 'Publier les résultats'}
          </Bouton>
          <p class="govuk-body">
            La page suivante dit ce qui part et à combien. Jusqu’à la publication, personne hors de l’appel ne voit rien
            des décisions.
          </p>
          {s.publication_le ? (
            <BoutonPost action={acte('deprogrammer_publication')} csrf={p.cadre.csrf} champs={version} ton="secondaire">
              Annuler la publication programmée
            </BoutonPost>
          ) : null}
        </>
      ) : null}
      {(s.etat === 'close' || s.etat === 'publiee') && prepare ? (
        <p class="govuk-body">
          <a href={urls.seanceProcesVerbal.href({ slug: s.appel, id: s.id })}>
            {procesVerbauxSignes(s.contenu).length > 0
              ? 'Joindre un procès-verbal signé corrigé'
              : 'Joindre le procès-verbal signé'}
          </a>
        </p>
      ) : null}
      {s.etat === 'publiee' ? (
        <p class="govuk-body">
          {p.aRediger > 0
            ? `Les lettres partent : il en reste pour ${accorder(p.aRediger, 'dossier')}. Rechargez la page pour suivre.`
            : 'Chaque porteur et chaque école a reçu sa lettre.'}
        </p>
      ) : null}
      {!preside && s.etat !== 'ouverte' ? (
        <p class="govuk-body">La présidence de la commission ouvre, clôt et publie.</p>
      ) : null}
    </Carte>
  )
}
