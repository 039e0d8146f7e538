import { recue } from '../domaine/actes/livrer.ts'
import { ecolesFinancees } from '../domaine/demande.ts'
import { typographier } from '../domaine/organismes.ts'
import type { Erreur } from '../domaine/refus.ts'
import type { Corps, Regard } from '../registre/formulaire-fichiers.ts'
import { Avis } from '../ui/avis.tsx'
import { retourAuDossier } from '../ui/cadre-argent.ts'
import { dateSaisie, ResumeErreurs } from '../ui/champ.tsx'
import { ChampFichier } from '../ui/champ-fichier.tsx'
import { ChampListe, ChampLong } from '../ui/champs.tsx'
import { ChampDate } from '../ui/champs-choix.tsx'
import { euros, jourParis } from '../ui/formats.ts'
import { Bouton, Formulaire } from '../ui/formulaire.tsx'
import { Details } from '../ui/govuk/details.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
import { PuceEtat } from '../ui/puce-etat.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { Vide } from '../ui/vide.tsx'
import { urls } from '../urls.ts'
import { jourCourt } from './mots.ts'

const ETATS = {
  passee: { libelle: 'Commandé', ton: 'attention' },
  livree_partiellement: { libelle: 'Livré en partie', ton: 'attention' },
  livree: { libelle: 'Livré', ton: 'fait' },
} as const

type Props = {
  cadre: Cadre
  r: Regard
  corps: Corps
  erreurs: Erreur[]
  refus: string | undefined
  fait: string | undefined
}

/** Orders and deliveries: what follows the quote is one click, only what differs is asked. */
export const AchatsPage = (p: Props) => {
  const { faits: f, maintenant } = p.r
  const { id, version } = f.dossier
  const peut = (...roles: string[]) => p.r.qualites.some((q) => roles.includes(q.role))
  const aCommander = f.devis.filter((d) => d.etat === 'conforme' && !f.commandes.some((c) => c.devis_id === d.id))
  const aRecevoir = ecolesFinancees(f).filter(
    (e) => !recue(f, e.uai) && p.r.qualites.some((q) => q.ecoles === null || q.ecoles.includes(e.uai)),
  )
  const nom = (uai: string) => typographier(f.ecoles.find((e) => e.uai === uai)?.nom ?? uai)
  const action = urls.achats.href({ id })
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
      {p.fait ? (
        <Avis
          ton="succes"
          titre={
            p.fait === 'declarer_reception'
              ? 'La livraison est déclarée. L’inspection et l’ERUN sont prévenus.'
              : 'La commande est enregistrée.'
          }
        />
      ) : null}
      {p.refus && p.erreurs.length === 0 ? <Avis ton="erreur" titre={p.refus} /> : null}
      <h2 class="govuk-heading-m">Commandes</h2>
      {f.commandes.length > 0 ? (
        <Tableau
          legende="Commandes"
          legendeCachee
          colonnes={[{ titre: 'Fournisseur' }, { titre: 'Date' }, { titre: 'Total', nombre: true }, { titre: 'État' }]}
          lignes={f.commandes.map((c) => [
            c.fournisseur,
            jourCourt(c.date),
            euros(c.total),
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
          <ChampListe
            chemin="commande.devis"
            libelle="Devis commandé"
            erreurs={p.erreurs}
            choix={aCommander.map((d) => ({
              valeur: d.id,
              libelle: `${d.fournisseur_nom}, ${d.numero}, ${euros(d.total)}`,
            }))}
          />
          <ChampDate
            chemin="commande.date"
            libelle="Date de la commande"
            erreurs={p.erreurs}
            valeur={dateSaisie(p.corps, 'date') || jourParis(maintenant)}
          />
          <ChampFichier chemin="commande.piece" libelle="Bon de commande" facultatif erreurs={p.erreurs} />
          <Bouton>Conforme au devis : enregistrer</Bouton>
          <p class="laureat-discret">
            La commande diffère du devis ? Vous détaillerez les lignes avec la facture : seules celles qui changent sont
            à écrire.
          </p>
        </Formulaire>
      ) : null}
      <h2 class="govuk-heading-m">Livraisons</h2>
      {f.receptions.length > 0 ? (
        <Tableau
          legende="Livraisons déclarées"
          legendeCachee
          colonnes={[{ titre: 'École' }, { titre: 'Date' }, { titre: 'Reçu' }, { titre: 'Réserves' }]}
          lignes={f.receptions.map((x) => [
            nom(x.ecole),
            jourCourt(x.date),
            x.tout_livre ? 'Tout est livré' : 'Une partie',
            String(x.contenu.reserves ?? ''),
          ])}
        />
      ) : null}
      {peut('redacteur', 'directeur') && aRecevoir.length > 0
        ? aRecevoir.map((e) => (
            <Formulaire action={action} csrf={p.cadre.csrf} fichiers>
              <input type="hidden" name="geste" value="declarer_reception" />
              <input type="hidden" name="prefixe" value={e.uai} />
              <input type="hidden" name="version" value={version} />
              <input type="hidden" name="sur" value={e.uai} />
              <h3 class="govuk-heading-s">{typographier(e.nom)}</h3>
              <ChampDate
                chemin={`${e.uai}.date`}
                libelle="Livré le"
                erreurs={p.corps.sur === e.uai ? p.erreurs : []}
                valeur={jourParis(maintenant)}
              />
              <Bouton nom="toutLivre" valeur="oui">
                Tout est livré
              </Bouton>
              <Details
                summaryText="Il manque quelque chose, ou il y a des réserves"
                open={p.corps.sur === e.uai && p.erreurs.length > 0}
                text={
                  <>
                    <ChampLong
                      chemin={`${e.uai}.recu`}
                      libelle="Ce qui est arrivé"
                      aide="Une ligne par article : la quantité, puis le nom. Par exemple : 8 tablettes."
                      lignes={4}
                      facultatif
                    />
                    <ChampLong
                      chemin={`${e.uai}.reserves`}
                      libelle="Réserves"
                      aide="Ce qui est abîmé, absent ou différent."
                      lignes={3}
                      facultatif
                    />
                    <ChampFichier chemin={`${e.uai}.photo`} libelle="Photo" facultatif erreurs={p.erreurs} />
                    <Bouton ton="secondaire" nom="toutLivre" valeur="non">
                      Déclarer une livraison partielle
                    </Bouton>
                  </>
                }
              />
            </Formulaire>
          ))
        : null}
    </Page>
  )
}
