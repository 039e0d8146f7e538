import { GROUPES_FIL } from '../domaine/fils.ts'
import { dateHeureSimple } from '../domaine/francais.ts'
import { estRole, ROLES } from '../domaine/roles.ts'
import { ChampLong, ChampTexte } from '../ui/champs.tsx'
import { Case, ChampChoix, ChampChoixMultiple } from '../ui/champs-choix.tsx'
import { Bouton, BoutonPost, Formulaire } from '../ui/formulaire.tsx'
import { Details } from '../ui/govuk/details.tsx'
import { PuceEtat } from '../ui/puce-etat.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { Vide } from '../ui/vide.tsx'
import { urls } from '../urls.ts'
import type { VueDossierBureau } from './dossier-page.tsx'
import type { MessageLu } from './dossier-queries.ts'

const ETATS_LETTRE: Record<string, string> = {
  attente: 'En attente de départ',
  envoye: 'Envoyée',
  garde: 'Gardée (démonstration)',
  refuse: 'Refusée par le serveur',
  recapitulatif: 'Dans le récapitulatif du jour',
}

/** Threads with the porteur, internal notes, and every letter as it was sent. */
export const OngletMessages = ({ e, messages, lettres, erreurs, saisie }: VueDossierBureau) => {
  const action = urls.bureauDossier.href({ slug: e.slug, id: e.faits.dossier.id })
  const pieces = e.faits.pieces.map((p) => ({ valeur: p.id, libelle: p.nom }))
  return (
    <>
      <Details
        summaryText="Écrire un nouveau message ou une note interne"
        open={erreurs?.some((x) => x.chemin === 'objet' || x.chemin === 'texte')}
        text={
          <Formulaire action={action} csrf={e.cadre.csrf}>
            <ChampChoix
              chemin="groupe"
              libelle="Pour qui ?"
              valeur={saisie.groupe ?? 'porteur'}
              choix={Object.entries(GROUPES_FIL).map(([valeur, g]) => ({ valeur, ...g }))}
            />
            <ChampTexte chemin="objet" libelle="Objet" erreurs={erreurs} valeur={saisie.objet} />
            <ChampLong
              chemin="texte"
              libelle="Message"
              lignes={6}
              max={20000}
              erreurs={erreurs}
              valeur={saisie.texte}
            />
            {pieces.length > 0 ? (
              <ChampChoixMultiple chemin="pieces" libelle="Pièces du dossier à joindre" choix={pieces} facultatif />
            ) : null}
            <Case
              chemin="interne"
              libelle="Note interne : le porteur ne la verra jamais"
              coche={saisie.interne === 'oui'}
            />
            <Bouton>Envoyer</Bouton>
          </Formulaire>
        }
      />
      {messages.length === 0 ? <Vide titre="Aucun message n’a été échangé." /> : null}
      {parFil(messages).map((fil) => (
        <section class="laureat-carte" aria-label={fil.objet}>
          <h2 class="laureat-carte__titre">
            {fil.objet}{' '}
            {fil.interne ? (
              <PuceEtat ton="attention">Note interne</PuceEtat>
            ) : fil.groupe === 'porteur' ? null : (
              <PuceEtat ton="neutre">{GROUPES_FIL[fil.groupe].libelle} seulement</PuceEtat>
            )}
          </h2>
          <Messages messages={fil.messages} dossier={e.faits.dossier.id} />
          <Details
            summaryText="Répondre"
            open={erreurs?.some((x) => x.chemin === `texte.${fil.id}`)}
            text={
              <Formulaire action={action} csrf={e.cadre.csrf}>
                <input type="hidden" name="fil" value={fil.id} />
                <ChampLong
                  chemin={`texte.${fil.id}`}
                  libelle="Votre réponse"
                  lignes={4}
                  max={20000}
                  erreurs={erreurs}
                  valeur={saisie[`texte.${fil.id}`]}
                />
                <Bouton>Envoyer la réponse</Bouton>
              </Formulaire>
            }
          />
        </section>
      ))}
      <h2 class="govuk-heading-m">Lettres envoyées</h2>
      {lettres.length === 0 ? (
        <Vide titre="Aucune lettre n’est encore partie." />
      ) : (
        <Tableau
          legende="Lettres envoyées"
          legendeCachee
          colonnes={[{ titre: 'Objet' }, { titre: 'À' }, { titre: 'Le' }, { titre: 'État' }, { titre: 'Renvoyer' }]}
          lignes={lettres.map((l) => [
            l.objet,
            l.a.join(', '),
            dateHeureSimple(l.le),
            `${ETATS_LETTRE[l.etat] ?? l.etat}${l.raison ? ` : ${l.raison}` : ''}`,
            <BoutonPost action={action} csrf={e.cadre.csrf} champs={{ renvoyer: l.id }} lien>
              Renvoyer
              <span class="govuk-visually-hidden">
                {' '}
                « {l.objet} » à {l.a.join(', ')}
              </span>
            </BoutonPost>,
          ])}
        />
      )}
    </>
  )
}

const parFil = (messages: MessageLu[]) =>
  [...new Set(messages.map((m) => m.fil))].map((id) => {
    const siens = messages.filter((m) => m.fil === id)
    return {
      id,
      objet: siens[0]?.objet ?? '',
      interne: siens[0]?.interne === true,
      groupe: siens[0]?.groupe ?? 'porteur',
      messages: siens,
    } as const
  })

export const Messages = ({ messages, dossier }: { messages: MessageLu[]; dossier: string }) => (
  <>
    {messages.map((m) => (
      <div class="laureat-message">
        <p class="laureat-discret">
          {m.par} ({estRole(m.qualite) ? ROLES[m.qualite].libelle : m.qualite}), le {dateHeureSimple(m.le)}
        </p>
        {m.texte.split(/\n{2,}/).map((p) => (
          <p class="govuk-body">{p}</p>
        ))}
        {m.pieces.length > 0 ? (
          <ul class="govuk-list">
            {m.pieces.map((p) => (
              <li>
                <a href={urls.piece.href({ id: dossier, piece: p.id })}>{p.nom}</a>
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    ))}
  </>
)
