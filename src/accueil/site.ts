import { avecArticle, deCorps } from '../domaine/francais.ts'
import type { Maison } from '../maison.ts'

/** Who runs the site, as its legal pages say it. */
export type Site = {
  nom: string
  /** « le Département de l’Isère », « du Département de l’Isère ». */
  leNom: string
  duNom: string
  contact: string
  adresse: string
  url: string
  demo: boolean
  directeur: string
  hebergeur: string
  delegue: string
  telephone: string
}

/** What the configuration says of the operator; what it does not say is asked by mail, and the page says so. */
export const siteDe = ({ operateur: o, adressePublique, demo }: Maison['config']): Site => ({
  nom: o.nom,
  leNom: avecArticle(o.nom),
  duNom: deCorps(o.nom),
  contact: o.contact,
  url: adressePublique,
  demo,
  adresse: o.adresse ?? '',
  telephone: o.telephone ?? '',
  directeur: o.directeur ?? `le représentant légal ${deCorps(o.nom)}`,
  hebergeur: o.hebergeur ?? (demo ? 'l’ordinateur qui fait tourner cette démonstration' : `à demander à ${o.contact}`),
  delegue: o.delegue ?? o.contact,
})
