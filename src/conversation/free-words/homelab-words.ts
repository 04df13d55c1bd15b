/**
 * Words by which a request in free words is known to be about the homelab, or about the rest of the house. Lower case,
 * without accents left out; words of several languages stand together, because few of them mean something else in another.
 */

const words = (...lines: readonly string[]): ReadonlySet<string> =>
  new Set(lines.flatMap((line) => line.split(' ')));

/** Things that only a homelab has. Enough by themselves. */
export const infrastructureWords = words(
  // English, and what all languages borrow from it
  'homelab cluster proxmox hypervisor container containers lxc vm vms server servers node nodes rack',
  'docker kubernetes pod pods flux ingress dns dhcp vlan subnet firewall opnsense nas zfs zpool',
  'raid storage storages disk disks ssd nvme hdd vdev datastore backup backups',
  'snapshot snapshots rollback replication cpu ram swap gpu kernel uptime iops bandwidth latency certificate',
  'certificates ssl tls ssh vpn wireguard deployment failover migration virtualization',
  'workflow workflows steward database postgres runbook maas unbound tailscale traefik grafana',
  // German
  'knoten rechner festplatte festplatten speicher speicherplatz sicherung sicherungen datensicherung netzwerk cluster',
  'arbeitsspeicher prozessor virtuelle virtuellen zertifikat zertifikate servers schnappschuss laufwerk',
  // Spanish
  'servidor servidores contenedor contenedores nodo nodos disco discos almacenamiento copia copias respaldo memoria',
  'procesador instantanea certificado',
  // French
  'serveur serveurs conteneur conteneurs noeud nœud noeuds disque disques stockage sauvegarde sauvegardes instantane',
  'memoire processeur certificat',
  // Dutch
  'knooppunt schijf schijven opslag reservekopie reservekopieen netwerk geheugen werkgeheugen certificaat',
);

/** What people ask of a homelab, and of other things too. Enough together with a name or another such word. */
export const topicWords = words(
  'volume router reboot reboots pool pools guest guests gast gaste host hosts restore deploy migrate proxy switch gateway smart drive drives',
  'why should plan explain compare recommend suggest diagnose investigate analyse analyze cause reason worth expand',
  'upgrade update updates patch move memory network log logs error errors crash crashed crashing slow slower restart',
  'restarted failing failed failure usage load capacity full space healthy unhealthy broken problem problems issue',
  'issues service services port ports ip address password config configuration workload downtime maintenance cost',
  'warum wieso weshalb sollte soll planen plane erklare vergleiche langsam fehler absturz neustart neu aktualisieren',
  'ausfall voll platz kapazitat protokoll problem probleme lauft ursache wartung',
  'porque que deberia planifica explica compara lento error fallo reinicia reiniciar actualizar lleno espacio red',
  'problema problemas causa registro',
  'pourquoi devrais faut planifie explique compare lent lente erreur panne redemarre redemarrer mettre plein espace',
  'reseau probleme problemes journal cause',
  'waarom moet zou plan leg vergelijk traag fout storing herstart herstarten bijwerken vol ruimte probleem problemen',
  'logboek oorzaak',
);

/** Things of the rest of the house, which Home Assistant's own agent answers for. */
export const houseWords = words(
  'light lights lamp lamps bulb bulbs kitchen bathroom bedroom garage garden door doors window windows blind',
  'blinds curtain curtains shutter shutters heater heating thermostat radiator climate vacuum mower sprinkler music song',
  'playlist podcast radio tv television movie film speaker doorbell alarm timer reminder calendar weather rain news',
  'washer dryer dishwasher oven shopping joke outside outdoors brightness media recipe',
  'licht lichter lampe lampen kuche schlafzimmer wohnzimmer tur turen fenster rollladen rollo vorhang heizung musik',
  'fernseher wetter regen wecker nachrichten witz einkaufsliste staubsauger garten',
  'luz luces lampara cocina bano dormitorio salon puerta ventana persiana calefaccion musica television lluvia',
  'alarma temporizador noticias chiste',
  'lumiere lumieres cuisine chambre porte fenetre volet rideau chauffage musique television meteo pluie reveil minuteur',
  'blague salon',
  'lampen keuken badkamer slaapkamer woonkamer deur raam gordijn verwarming muziek televisie regen wekker grap',
);

/** How a sentence begins, or what stands in it, that goes on with what was spoken of before. */
export const followUpWords = words(
  'and but so then why how it its that this these those them they there same instead also both else',
  'und aber dann warum wieso es das dies diese sie dort auch stattdessen',
  'y pero entonces eso esto ese esa ellos tambien ahi',
  'et mais alors cela ca ce cette ils elles aussi la',
  'en maar dan dat dit die deze ze daar ook',
);
