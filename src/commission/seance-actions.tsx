import type { Refus } from '../domaine/refus.ts'
import type { Role } from '../domaine/roles.ts'
import type { Classement } from '../registre/classement.ts'
import type { EtatEnveloppe } from '../registre/enveloppe.ts'
import type { SeanceVue } from '../registre/seances.ts'
import { Carte } from '../ui/carte.tsx'
import { ChampTexte } from '../ui/champs.tsx'
import { ChampChoixMultiple, ChampDate } from '../ui/champs-choix.tsx'
import { Bouton, BoutonPost, Boutons, Formulaire } from '../ui/formulaire.tsx'
import type { Cadre } from '../ui/page.tsx'
import { urls } from '../urls.ts'
import type { Deport } from './queries.ts'

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
}

/** What can be done now with this session, by whom. */
export const ActionsDeSeance = (p: PropsSeance & { membres: string[] }) => {
  const { seance: s } = p.seance
  const acte = (nom: string) => urls.seanceActe.href({ slug: s.appel, id: s.id, acte: nom })
  const preside = p.roles.includes('president_commission')
  const convoque = preside || p.roles.includes('instructeur')
  const version = { version: String(s.version) }
  if (s.genre !== 'technique') return null
  return (
    <Carte titre="Maintenant">
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
          {p.membres.length > 0 ? (
            <ChampChoixMultiple
              chemin="presents"
              libelle="Membres présents"
              valeurs={p.membres}
              choix={p.membres.map((m) => ({ valeur: m, libelle: m }))}
            />
          ) : null}
          <Bouton>Ouvrir la séance</Bouton>
        </Formulaire>
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
          <BoutonPost action={acte('publier_resultats')} csrf={p.cadre.csrf} champs={version}>
            Publier les résultats maintenant
          </BoutonPost>
          <Formulaire action={acte('publier_resultats')} csrf={p.cadre.csrf}>
            <input type="hidden" name="version" value={s.version} />
            <input type="hidden" name="quand" value="instant" />
            <ChampDate
              chemin="publication"
              libelle="Ou les publier plus tard, le"
              erreurs={
                p.non?.erreurs?.map((e) => (e.chemin === 'publicationLe' ? { ...e, chemin: 'publication' } : e)) ?? []
              }
            />
            <ChampTexte
              chemin="heure"
              libelle="à (heure de Paris)"
              aide="Par exemple 09:00"
              largeur={5}
              erreurs={p.non?.erreurs ?? []}
              valeur="09:00"
            />
            <Bouton ton="secondaire">Programmer la publication</Bouton>
          </Formulaire>
          <p class="govuk-body">Jusque-là, personne hors de l’appel ne voit rien des décisions.</p>
        </>
      ) : null}
      {s.etat === 'publiee' ? <p class="govuk-body">Chaque porteur et chaque école a reçu sa lettre.</p> : null}
      {!preside && s.etat !== 'ouverte' ? (
        <p class="govuk-body">La présidence de la commission ouvre, clôt et publie.</p>
      ) : null}
    </Carte>
  )
}
