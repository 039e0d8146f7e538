import { resolve } from 'node:path'
import type { Lecteur } from './config-lecture.ts'
import { lecteur } from './config-lecture.ts'
import { lireOperateur, type Operateur } from './config-operateur.ts'

export type ConfigS3 = { adresse: string; region: string; compartiment: string; cle: string; secret: string }
export type ConfigProConnect = { emetteur: string; client: string; secret: string }
export type ConfigClamd = { chemin: string } | { hote: string; port: number }

/** Everything the environment says, typed. Absent options mean: embedded database, local files, letters kept, no antivirus. */
export type Config = {
  port: number
  hote: string
  /** Without a final slash. */
  adressePublique: string
  /** Absolute path of the data folder. */
  donnees: string
  secret: string
  processus: { web: boolean; travaux: boolean }
  operateur: Operateur
  /** Requests per second and per token, on the API. */
  limiteApi: number
  /** Requests per second and per network, on the public pages that compute. */
  limiteAnonyme: number
  /** Number of reverse proxies in front of the server whose X-Forwarded-For is believed. */
  proxys: number
  /** A log line per request; in the demonstration, only when asked. */
  journaux: boolean
  demo: boolean
  demoPublique: boolean
  demoMonde: 'complet' | 'vide'
  courriel: { smtp?: string; expediteur: string }
  /** Answers by e-mail: the domain of their addresses and, when this process receives them itself, where it listens. */
  reponses?: { domaine: string; ecoute?: { port: number; hote: string; lmtp: boolean } }
  databaseUrl?: string
  s3?: ConfigS3
  clamd?: ConfigClamd
  proconnect?: ConfigProConnect
  maintenant?: Date
}

type Environnement = Record<string, string | undefined>

/**
 * Reads the environment: a typed configuration, or one French sentence per wrong or missing variable.
 * `serveur` (bin/dev, npm start) asks for everything production needs; `commande` (bin/laureat) only checks what is given.
 * bin/dev says so with LAUREAT_LANCEUR=dev: it alone may start a demonstration that is not public.
 */
export function lireConfig(
  env: Environnement,
  usage: 'serveur' | 'commande' = 'serveur',
  reel: Date = new Date(),
): Config | { erreurs: string[] } {
  const l = lecteur(env)
  const demo = l.drapeau('DEMO')
  const demoPublique = l.drapeau('DEMO_PUBLIQUE')
  const production = usage === 'serveur' && !demo
  const exposee = production || (usage === 'serveur' && demoPublique)
  if (usage === 'serveur' && demo && !demoPublique && l.texte('LAUREAT_LANCEUR') !== 'dev')
    l.refuser(
      'DEMO=1 est réservé à bin/dev\u00a0: retirez DEMO, ou ajoutez DEMO_PUBLIQUE=1 si cette démonstration est vraiment publique.',
    )
  if (demoPublique && !demo) l.refuser('DEMO_PUBLIQUE=1 ne vaut qu’avec DEMO=1.')

  const port = l.entier('PORT', 3000, 0, 65535)
  const demoMonde = l.choix('DEMO_MONDE', ['complet', 'vide'], 'complet')
  const smtp = l.adresse('SMTP_URL', ['smtp:', 'smtps:'])
  if (production && !smtp && l.vide('SMTP_URL'))
    l.manque('SMTP_URL', 'le relais de courriel, par exemple smtp://relais.exemple.fr:587')
  const s3 = lireS3(l)
  const proconnect = lireProConnect(l)
  const clamd = lireClamd(l)
  const maintenant = lireMaintenant(l, { demo, demoMonde, reel, usage })
  const reponses = lireReponses(l)
  const databaseUrl = l.adresse('DATABASE_URL', ['postgres:', 'postgresql:'])
  const config: Config = {
    port,
    hote: l.texte('HOST') ?? (demo ? '127.0.0.1' : '0.0.0.0'),
    adressePublique: lireAdressePublique(l, port, exposee),
    donnees: resolve(l.texte('DONNEES') ?? 'donnees'),
    secret: lireSecret(l, exposee),
    processus: lireProcessus(l),
    operateur: lireOperateur(l, production),
    limiteApi: l.entier('LIMITE_API', 200, 1, 100_000),
    limiteAnonyme: l.entier('LIMITE_ANONYME', 50, 1, 100_000),
    proxys: l.entier('PROXYS_DE_CONFIANCE', 0, 0, 10),
    journaux: l.drapeau('JOURNAUX') || !demo,
    demo,
    demoPublique,
    demoMonde,
    courriel: { expediteur: lireExpediteur(l, production), ...(smtp ? { smtp } : {}) },
    ...(reponses ? { reponses } : {}),
    ...(databaseUrl ? { databaseUrl } : {}),
    ...(s3 ? { s3 } : {}),
    ...(clamd ? { clamd } : {}),
    ...(proconnect ? { proconnect } : {}),
    ...(maintenant ? { maintenant } : {}),
  }
  return l.erreurs.length > 0 ? { erreurs: l.erreurs } : config
}

const lireAdressePublique = (l: Lecteur, port: number, exposee: boolean): string => {
  const adresse = l.adresse('ADRESSE_PUBLIQUE', ['http:', 'https:'])?.replace(/\/+$/, '')
  if (adresse === undefined) {
    if (exposee && l.vide('ADRESSE_PUBLIQUE'))
      l.manque('ADRESSE_PUBLIQUE', 'l’adresse que les personnes tapent, par exemple https://aides.exemple.fr')
    return `http://localhost:${port}`
  }
  const { protocol, hostname } = new URL(adresse)
  if (exposee && protocol === 'http:' && !['localhost', '127.0.0.1', '[::1]'].includes(hostname))
    l.refuser('ADRESSE_PUBLIQUE doit commencer par https:// : les sessions ne voyagent pas en clair.')
  return adresse
}

const lireSecret = (l: Lecteur, exposee: boolean): string => {
  const secret = l.texte('SECRET')
  if (secret === undefined) {
    if (exposee)
      l.manque('SECRET', 'au moins 32 caractères tirés au hasard, par exemple par «\u00a0openssl rand -hex 32\u00a0»')
    return 'demonstration-sans-secret-ne-protege-rien'
  }
  if (secret.length < 32) l.refuser('SECRET est trop court\u00a0: il faut au moins 32 caractères tirés au hasard.')
  return secret
}

const lireExpediteur = (l: Lecteur, production: boolean): string => {
  const expediteur = l.texte('COURRIEL_EXPEDITEUR')
  if (expediteur === undefined) {
    if (production) l.manque('COURRIEL_EXPEDITEUR', 'l’adresse qui signe les courriels, par exemple aides@exemple.fr')
    return 'laureat@demo.example'
  }
  if (!/^(?:[^<>\r\n]+ <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/.test(expediteur))
    l.refuser(
      'COURRIEL_EXPEDITEUR doit être une adresse, «\u00a0aides@exemple.fr\u00a0» ou «\u00a0Nom <aides@exemple.fr>\u00a0».',
    )
  return expediteur
}

const lireReponses = (l: Lecteur): Config['reponses'] => {
  const domaine = l.texte('REPONSES_DOMAINE')?.toLowerCase()
  const port = l.entier('RECEPTION_PORT', 0, 1, 65535)
  const lmtp = l.choix('RECEPTION_PROTOCOLE', ['smtp', 'lmtp'], 'smtp') === 'lmtp'
  if (!domaine) {
    if (port > 0) l.manque('REPONSES_DOMAINE', 'le domaine des adresses de réponse, par exemple reponses.exemple.fr')
    return
  }
  if (!/^(?=.{1,190}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/.test(domaine))
    l.refuser('REPONSES_DOMAINE doit être un nom de domaine, par exemple reponses.exemple.fr.')
  return { domaine, ...(port > 0 ? { ecoute: { port, hote: l.texte('RECEPTION_HOTE') ?? '127.0.0.1', lmtp } } : {}) }
}

const lireProcessus = (l: Lecteur): Config['processus'] => {
  const choix = l.choix('PROCESSUS', ['web', 'travaux', 'tout'], 'tout')
  return { web: choix !== 'travaux', travaux: choix !== 'web' }
}

const lireS3 = (l: Lecteur): ConfigS3 | undefined => {
  const [adresse, compartiment, cle, secret] = l.ensemble([
    'FICHIERS_S3_ADRESSE',
    'FICHIERS_S3_COMPARTIMENT',
    'FICHIERS_S3_CLE',
    'FICHIERS_S3_SECRET',
  ])
  if (!adresse || !compartiment || !cle || !secret || !l.adresse('FICHIERS_S3_ADRESSE', ['http:', 'https:'])) return
  return { adresse, compartiment, cle, secret, region: l.texte('FICHIERS_S3_REGION') ?? 'auto' }
}

const lireProConnect = (l: Lecteur): ConfigProConnect | undefined => {
  const [emetteur, client, secret] = l.ensemble([
    'PROCONNECT_EMETTEUR',
    'PROCONNECT_CLIENT_ID',
    'PROCONNECT_CLIENT_SECRET',
  ])
  if (!emetteur || !client || !secret || !l.adresse('PROCONNECT_EMETTEUR', ['http:', 'https:'])) return
  return { emetteur, client, secret }
}

const lireClamd = (l: Lecteur): ConfigClamd | undefined => {
  const clamd = l.texte('CLAMD')
  if (!clamd) return
  if (clamd.startsWith('/')) return { chemin: clamd }
  const [, hote, port] = /^(?:tcp:\/\/)?([^:/\s]+):(\d{1,5})$/.exec(clamd) ?? []
  if (hote && port) return { hote, port: Number(port) }
  l.refuser('CLAMD doit être le chemin d’une socket (/run/clamav/clamd.ctl) ou une adresse hote:port.')
  return
}

type Contexte = { demo: boolean; demoMonde: string; reel: Date; usage: string }

const lireMaintenant = (l: Lecteur, { demo, demoMonde, reel, usage }: Contexte): Date | undefined => {
  const texte = l.texte('MAINTENANT')
  if (!texte || usage === 'commande') return
  const maintenant = new Date(texte)
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/.test(texte) || Number.isNaN(+maintenant))
    l.refuser('MAINTENANT doit être un instant ISO avec son fuseau, par exemple 2025-01-15T09:00:00Z.')
  else if (!demo) l.refuser('MAINTENANT ne vaut qu’avec DEMO=1\u00a0: en production, l’heure est celle du serveur.')
  else if (maintenant < reel && demoMonde !== 'vide')
    l.refuser('MAINTENANT dans le passé demande DEMO_MONDE=vide\u00a0: le monde complet s’écrit au présent.')
  return maintenant
}
