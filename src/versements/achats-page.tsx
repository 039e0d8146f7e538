import { recue } from '../domaine/actes/livrer.ts'
import { jourParis } from '../domaine/calendrier.ts'
import { ecartsCommande } from '../domaine/commande-ecarts.ts'
import { ecolesFinancees } from '../domaine/demande.ts'
import { accorder, dateSimple } from '../domaine/francais.ts'
import { euros } from '../domaine/montants.ts'
import { typographier } from '../domaine/organismes.ts'
import type { Erreur } from '../domaine/refus.ts'
import type { Regard } from '../registre/formulaire-fichiers.ts'
import type { Corps } from '../socle/http/corps.ts'
import { Avis } from '../ui/avis.tsx'
import { retourAuDossier } from '../ui/cadre-argent.ts'
import { dateSaisie, ResumeErreurs } from '../ui/champ.tsx'
import { ChampFichier } from '../ui/champ-fichier.tsx'
import { ChampListe } from '../ui/champs.tsx'
import { ChampDate } from '../ui/champs-choix.tsx'
import { Bouton, Boutons, Formulaire } from '../ui/formulaire.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
import { PuceEtat } from '../ui/puce-etat.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { Vide } from '../ui/vide.tsx'
import { urls } from '../urls.ts'
import { Livraisons } from './achats-livraisons.tsx'

const ETATS = {
  passee: { libelle: 'Commandé', ton: 'attention' },
  livree_partiellement: { libelle: 'Livré en partie', ton: 'attention' },
  livree: { libelle: 'Livré', ton: 'fait' },
} as const

const FAITS: Record<string, string> = {
  declarer_reception: 'La livraison est déclarée. L’inspection et l’ERUN sont prévenus.',
  passer_commande: 'La commande est enregistrée.',
  viser_livraison: 'Votre réponse est enregistrée.',
}

export type VueAchats = {
  cadre: Cadre
  r: Regard
  corps: Corps
  erreurs: Erreur[]
  refus: string | undefined
  fait: string | undefined
}

/** Orders and deliveries: what follows the quote is one click, only what differs is asked, on its own page. */
export const AchatsPage = (p: VueAchats) => {
  const { faits: f, maintenant } = p.r
  const { id, version } = f.dossier
  const peut = (...roles: string[]) => p.r.qualites.some((q) => roles.includes(q.role))
  const aCommander = f.devis.filter((d) => d.etat === 'conforme' && !f.commandes.some((c) => c.devis_id === d.id))
  const aRecevoir = ecolesFinancees(f).filter(
    (e) => !recue(f, e.uai) && p.r.qualites.some((q) => q.ecoles === null || q.ecoles.includes(e.uai)),
  )
  const action = urls.achats.href({ id })
  const [seul] = aCommander.length === 1 ? aCommander : []
  return (
    <Page
      {...p.cadre}
      titre="Commandes et livraisons"
      prive
      erreurs={p.erreurs}
      retour={retourAuDossier(f, p.r.qualites)}
    >
      <ResumeErreurs erreurs={p.erreurs} />
      <p class="laureat-surtitre">Dossier {f.dossier.numero}</p>
      <h1 class="govuk-heading-xl">Commandes et livraisons</h1>
      {p.fait && FAITS[p.fait] ? <Avis ton="succes" titre={FAITS[p.fait] ?? ''} /> : null}
      {p.refus && p.erreurs.length === 0 ? <Avis ton="erreur" titre={p.refus} /> : null}
      <h2 class="govuk-heading-m">Commandes</h2>
      {f.commandes.length > 0 ? (
        <Tableau
          legende="Commandes"
          legendeCachee
          colonnes={[
            { titre: 'Fournisseur' },
            { titre: 'Date' },
            { titre: 'Total', nombre: true },
            { titre: 'Par rapport au devis' },
            { titre: 'État' },
          ]}
          lignes={f.commandes.map((c) => [
            c.fournisseur,
            dateSimple(c.date),
            c.total > 0 ? euros(c.total) : '–',
            ecarts(p.r, c.id),
            <PuceEtat ton={ETATS[c.etat].ton}>{ETATS[c.etat].libelle}</PuceEtat>,
          ])}
        />
      ) : (
        <Vide titre="Aucune commande enregistrée">
          <p>
            Vous choisissez librement vos fournisseurs, dans le respect du cahier des charges. Enregistrer la commande
            est facultatif.
          </p>
        </Vide>
      )}
      {peut('redacteur', 'signataire') && aCommander.length > 0 ? (
        <Formulaire action={action} csrf={p.cadre.csrf} fichiers>
          <input type="hidden" name="geste" value="passer_commande" />
          <input type="hidden" name="prefixe" value="commande" />
          <input type="hidden" name="version" value={version} />
          <h3 class="govuk-heading-s">Enregistrer une commande</h3>
          {seul ? (
            <>
              <input type="hidden" name="commande.devis" value={seul.id} />
              <p class="govuk-body">
                Devis {seul.numero} de {seul.fournisseur_nom}, {euros(seul.total)}.
              </p>
            </>
          ) : (
            <ChampListe
              chemin="commande.devis"
              libelle="Devis commandé"
              erreurs={p.erreurs}
              valeur={typeof p.corps.devis === 'string' ? p.corps.devis : undefined}
              choix={aCommander.map((d) => ({
                valeur: d.id,
                libelle: `${d.fournisseur_nom}, ${d.numero}, ${euros(d.total)}`,
              }))}
            />
          )}
          <ChampDate
            chemin="commande.date"
            libelle="Date de la commande"
            erreurs={p.erreurs}
            valeur={dateSaisie(p.corps, 'date') || jourParis(maintenant)}
          />
          <ChampFichier chemin="commande.piece" libelle="Bon de commande" facultatif erreurs={p.erreurs} />
          <Bouton>Conforme au devis : enregistrer</Bouton>
        </Formulaire>
      ) : null}
      {peut('redacteur', 'signataire') && f.devis.some((d) => d.etat === 'conforme') ? (
        <Boutons>
          <Bouton href={urls.commande.href({ id }, seul ? { devis: seul.id } : {})} ton="secondaire">
            Ma commande diffère du devis
          </Bouton>
        </Boutons>
      ) : null}
      <h2 class="govuk-heading-m">Livraisons</h2>
      <Livraisons {...p} />
      {peut('redacteur', 'directeur')
        ? aRecevoir.map((e) => (
            <Formulaire action={action} csrf={p.cadre.csrf}>
              <input type="hidden" name="geste" value="declarer_reception" />
              <input type="hidden" name="prefixe" value={e.uai} />
              <input type="hidden" name="version" value={version} />
              <input type="hidden" name="sur" value={e.uai} />
              <h3 class="govuk-heading-s">{typographier(e.nom)}</h3>
              <ChampDate
                chemin={`${e.uai}.date`}
                libelle="Livré le"
                erreurs={p.corps.sur === e.uai ? p.erreurs : []}
                valeur={(p.corps.sur === e.uai ? dateSaisie(p.corps, 'date') : '') || jourParis(maintenant)}
              />
              <Boutons>
                <Bouton>Tout est livré</Bouton>
                <a class="govuk-link" href={urls.livraison.href({ id }, { ecole: e.uai })}>
                  Il manque quelque chose, ou j’ai des réserves, des photos
                  <span class="govuk-visually-hidden">, {typographier(e.nom)}</span>
                </a>
              </Boutons>
            </Formulaire>
          ))
        : null}
    </Page>
  )
}

/** What the order changes; a school sees its lines, not the quote. */
const ecarts = (r: Regard, commande: string) => {
  const c = r.faits.commandes.find((x) => x.id === commande)
  const d = r.faits.devis.find((x) => x.id === c?.devis_id)
  if (!c || !d) return c?.contenu.conformeAuDevis === false ? 'Différente' : 'Conforme'
  const liste = ecartsCommande(d, c)
  if (liste.length === 0) return 'Conforme'
  return (
    <span>
      {liste.slice(0, 10).join(' ; ')}
      {liste.length > 10 ? `\u202f; et ${accorder(liste.length - 10, 'autre ligne', 'autres lignes')}` : ''}
      {typeof c.contenu.motif === 'string' ? `. Motif : ${c.contenu.motif}` : ''}
    </span>
  )
}
