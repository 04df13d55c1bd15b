var e={"app.name":`Homelab Steward`,"app.skip":`Skip to the content`,"app.demo":`Demo homelab`,"app.demoDetail":`Nothing here is real: three simulated Proxmox nodes behind the real product.`,"app.loading":`Reading the homelab…`,"nav.label":`Views`,"nav.overview":`Overview`,"nav.chat":`Chat`,"nav.inventory":`Inventory`,"nav.history":`History`,"nav.control":`Control`,"nav.waiting.one":`1 request waiting`,"nav.waiting.other":`{count} requests waiting`,"connection.lost":`Connection to Steward lost.`,"connection.lostDetail":`What you see is as of {time}. Trying again…`,"connection.never":`Steward cannot be reached. Trying again…`,"connection.unknownResult":`The connection was lost before Steward confirmed. Look at the request once it is back.`,"connection.none":`Steward is not connected at the moment.`,"connection.stale":`{system} cannot be read: what you see of it is {age} old.`,"connection.neverRead":`{system} has not been read yet.`,"health.ok":`All well`,"health.warning":`Needs attention`,"health.error":`Something is wrong`,"health.unknown":`Unknown`,"summary.title":`State of the homelab`,"summary.nodes":`Nodes online`,"summary.guests":`Guests running`,"summary.pool":`Fullest pool`,"summary.backup":`Oldest backup`,"summary.of":`{part} of {whole}`,"summary.none":`None`,"summary.noBackup":`missing`,"summary.unknown":`unknown`,"problems.title":`Needs attention`,"problems.none":`Nothing needs attention.`,"problems.error":`Error`,"problems.warning":`Warning`,"problems.unknown":`Unknown`,"requests.title":`Waiting for a decision`,"requests.none":`No request is waiting.`,"requests.noneDetail":`Ask for a change in the chat, and its plan appears here before anything happens.`,"request.asked":`{name} asked`,"request.stops":`Meanwhile:`,"request.stopsNothing":`Nothing stops meanwhile.`,"request.undo":`To undo:`,"request.noUndo":`This cannot be undone.`,"request.affected":`Affected:`,"request.why":`Why this risk?`,"request.digest":`Plan`,"request.digestTitle":`Digest of this exact plan: {digest}`,"request.expires":`Lapses in {time}`,"request.expired":`Lapsed`,"request.takes":`takes about {time}`,"request.before":`before`,"request.after":`after`,"request.changed":`What had changed meanwhile`,"request.nothing":`nothing`,"request.approve":`Approve`,"request.deny":`Deny`,"request.takeBack":`Take my request back`,"request.sending":`Sending…`,"request.pin":`Your PIN`,"request.review":`Review`,"request.reviewHint":`Open Homelab Steward to decide.`,"request.approved":`Approved: {title}`,"request.denied":`Denied: {title}`,"request.takenBack":`Taken back: {title}`,"plan.forGood":`This cannot be undone once it is done.`,"plan.skipped":`Left out:`,"plan.onlyIf":`Only if`,"plan.waitsForPerson":`Waits, over restarts and for weeks if need be, until a person has done it.`,"plan.after":`after steps {steps}`,"plan.afterOne":`after step {steps}`,"plan.atOnce":`begins at once, side by side`,"plan.estimate":`an estimate`,"plan.pastRuns.one":`as in 1 past run`,"plan.pastRuns.other":`as in {count} past runs`,"plan.saves":`Saves about {time}`,"plan.worth":`What it brings and costs`,"roi.title":`Expected and measured`,"roi.what":`What`,"roi.forecast":`Expected`,"roi.outcome":`Measured`,"requirement.count":`{given} of {needed} approvals`,"requirement.may":`{names} may approve`,"requirement.given":`{name} approved {when}`,"requirement.notYou":`The approval is up to others now.`,"requirement.more.one":`Noted. One more approval is needed.`,"requirement.more.other":`Noted. {count} more approvals are needed.`,"requirement.quiet":`Quiet hours: phones are left alone until {time}.`,"requirement.escalates":`Others are asked, too, from {time}.`,"requirement.escalated":`Others were asked, too, {when}.`,"stepUp.hint":`This destroys data, so Steward asks you to confirm that it is you.`,"stepUp.with":`Confirm with`,"stepUp.pin":`PIN`,"stepUp.totp":`Authenticator app`,"stepUp.passkey":`Passkey`,"stepUp.code":`Code of your app`,"stepUp.pinMissing":`Enter your PIN to confirm.`,"stepUp.codeMissing":`Enter the code of your authenticator app to confirm.`,"stepUp.passkeyHint":`Your device asks for your finger, your face or its own PIN.`,"stepUp.passkeyFailed":`The passkey was not used. Try again, or confirm with a code.`,"stepUp.locked":`Too many wrong codes: none is taken for {time}.`,"stepUp.none":`You have nothing to confirm with yet. On the machine that Steward runs on:`,"stop.all":`Stop all`,"stop.failed":`NOT stopped: {reason} Create the file STOP in the data folder, or run: steward stop`,"stop.on":`Everything is stopped`,"stop.by":`Stopped by {name}`,"stop.meaning":`Nothing is changed in the homelab until an approver releases the stop.`,"stop.release":`Release the stop`,"stop.releaseHint":`Runs go on where they are. Confirm that it is you.`,"stop.keep":`Keep it stopped`,"stop.released":`Nothing is stopped any more.`,"wait.title":`Waiting for you`,"wait.done":`It is done`,"wait.cannot":`It cannot be done`,"wait.cannotSure":`Really? This ends the run`,"wait.told":`Thank you. Steward looks for itself now.`,"autonomy.title":`Without asking`,"autonomy.meaning":`How much Steward may do on its own. What destroys data is asked for at every level, and everything is recorded with its reasons.`,"autonomy.none":`Every change is asked for.`,"autonomy.watch":`Watch`,"autonomy.ask":`Ask`,"autonomy.assist":`Assist`,"autonomy.autopilot":`Autopilot`,"autonomy.watchMeaning":`Nothing is even proposed, unless a person asks here in the panel.`,"autonomy.askMeaning":`Every change waits for an approval.`,"autonomy.assistMeaning":`What can be undone runs without asking; you are told afterwards.`,"autonomy.autopilotMeaning":`What interrupts something runs without asking, too.`,"autonomy.everyWorkflow":`Every workflow`,"autonomy.everything":`everything`,"autonomy.setBy":`Set by {name}, {when}.`,"autonomy.until":`Until {time}.`,"autonomy.forGood":`Until it is changed.`,"autonomy.change":`Set a level`,"autonomy.level":`How much`,"autonomy.workflow":`Workflow`,"autonomy.scope":`Objects`,"autonomy.scopeHint":`Objects as in proxmox:home/guest/101; * stands for anything.`,"autonomy.span":`For how long`,"autonomy.spanForGood":`Until it is changed`,"autonomy.because":`Why`,"autonomy.stepUpHint":`Confirm that it is you.`,"autonomy.set":`Set it`,"autonomy.keep":`Leave it`,"autonomy.wasSet":`The level was set.`,"factors.title":`How you confirm that it is you`,"factors.meaning":`Asked before data is destroyed, autonomy is changed, or a stop is released.`,"factors.pinSet":`Set in the options of the app (add-on).`,"factors.pinNone":`Not set. It stands in the options of the app (add-on).`,"factors.totpSet":`Enrolled. Each code is taken once.`,"factors.totpNone":`Codes of six digits from an app on your phone.`,"factors.passkeyHint":`Your finger, face or security key, in this browser.`,"factors.passkeyNotHere":`Passkeys need Home Assistant under an https address.`,"factors.passkeyAdded":`Added {when}, for {site}`,"factors.passkeyName":`Name of the new passkey, e.g. “Laptop”`,"factors.add":`Add`,"factors.remove":`Remove`,"factors.next":`Next`,"factors.cancel":`Cancel`,"factors.confirm":`Confirm with what you have already.`,"factors.totpKey":`Type this key into your authenticator app. It is shown this once.`,"factors.totpOpen":`Open it in the app on this device`,"factors.totpFirst":`The first code that the app shows`,"factors.totpEnrol":`Enrol the app`,"factors.changed":`How you confirm was changed.`,"risk.read":`Reads only`,"risk.reversible":`Can be undone`,"risk.disruptive":`Interrupts`,"risk.destructive":`Destructive`,"state.requested":`Waiting`,"state.presented":`Waiting`,"state.approved":`Approved`,"state.denied":`Denied`,"state.expired":`Lapsed`,"state.cancelled":`Taken back`,"state.invalidated":`Lapsed: things had changed`,"state.consumed":`Approved`,"state.by":`{state} by {name}, {when}`,"state.confirmed":`confirmed with: {method}`,"runs.title":`Running now`,"runs.ended":`Just finished`,"run.running":`Running`,"run.waiting":`Waiting`,"run.rolling-back":`Rolling back`,"run.rolled-back":`Failed and rolled back`,"run.succeeded":`Done and verified`,"run.failed":`Failed`,"run.unknown":`Outcome unknown`,"run.invalidated":`Not run: things had changed`,"run.cancelled":`Cancelled`,"run.remaining":`Not as it was before`,"run.undoing":`Undoing what was done`,"run.undo":`Undo`,"run.undoAsked":`Asked. Its plan waits for a decision.`,"run.cancel":`Cancel`,"run.cancelling":`It stops at the next safe point.`,"run.progress":`Progress of {title}`,"run.took":`took {time}`,"run.issue":`Issue #{number}`,"run.commit":`Commit {hash}`,"step.waiting":`Waiting`,"step.observing":`Looking at the present state`,"step.applying":`Under way`,"step.verifying":`Verifying`,"step.held":`Waiting for a person`,"step.skipped":`Left out`,"step.undone":`Undone`,"step.done":`Done`,"step.failed":`Failed`,"step.unknown":`Outcome unknown`,"history.title":`What happened`,"history.none":`Nothing has happened yet.`,"history.noneDetail":`Every request and every run is kept here with its plan and its verified result.`,"history.more":`Show earlier`,"chat.title":`Chat`,"chat.empty":`Ask about your homelab, or ask for a change.`,"chat.emptyDetail":`A change is planned first and waits for an approval. Nothing happens before.`,"chat.log":`Conversation`,"chat.you":`You`,"chat.steward":`Steward`,"chat.thinking":`Steward is answering`,"chat.placeholder":`Ask or request a change`,"chat.input":`Message to Steward`,"chat.send":`Send`,"chat.addPicture":`Add a picture`,"chat.picture":`Picture {number}`,"chat.removePicture":`Leave out picture {number}`,"chat.pictureUnreadable":`This picture cannot be read.`,"chat.pictureQuestion":`What is on this picture?`,"chat.stop":`Stop the answer`,"chat.stopped":`Stopped.`,"chat.suggestions":`Suggestions`,"chat.showRequest":`Show the request`,"chat.evidence":`From:`,"chat.readAt":`Read {when}`,"chat.draft":`Draft`,"chat.draftFile":`Draft of {name}`,"chat.draftNote":`Nothing runs from a draft. Say “yes” to keep it among your workflows and ask for its approval; or change it and put it there yourself.`,"chat.delegate":`That is for Home Assistant itself. Ask it in Assist.`,"chat.lost":`The connection was lost before the answer was complete.`,"chat.offline":`Not connected`,"ask.wrong":`What is wrong?`,"ask.down":`What is down?`,"ask.waits":`What waits?`,"ask.happened":`What happened?`,"ask.running":`What is running?`,"ask.pool":`How full is {name}?`,"ask.node":`Is {name} ok?`,"ask.start":`Start {name}`,"ask.memory":`What about its memory?`,"egress.title":`What left the house`,"egress.meaning":`Every request to a cloud model, as it was sent. Names, addresses and serials of the homelab leave as placeholders; secrets, logs and pictures never do.`,"egress.show":`Show what was sent`,"egress.refresh":`Refresh`,"egress.none":`Nothing has ever left the house.`,"egress.noneDetail":`Once a cloud model is allowed in the options and asked, each request is listed here.`,"egress.noneKept":`{total} left the house, so long ago that only the sum is kept.`,"egress.adminsOnly":`Administrators of Home Assistant can see what left the house.`,"egress.total":`{total} in all`,"egress.attempt":`try {number}`,"egress.answered":`Answered`,"egress.cancelled":`Cancelled`,"egress.unknown":`Outcome unknown`,"egress.refused":`Refused with status {status}`,"egress.noAnswer":`No answer ({reason})`,"egress.form":`Form`,"egress.readable":`Readable`,"egress.raw":`Byte for byte`,"egress.body":`What was sent`,"egress.bodyGone":`The text is no longer kept, only its size and digest.`,"inventory.title":`Inventory`,"inventory.search":`Search guests, nodes, pools, disks`,"inventory.filter":`Show`,"inventory.all":`All`,"inventory.attention":`Needs attention`,"inventory.running":`Running`,"inventory.stopped":`Stopped`,"inventory.none":`Nothing is known yet.`,"inventory.noneDetail":`Once a Proxmox connection is set up in the options, what it has appears here.`,"inventory.noMatch":`Nothing matches.`,"inventory.clear":`Clear search and filter`,"inventory.nodes":`Nodes and guests`,"inventory.pools":`Pools`,"inventory.storages":`Storages`,"inventory.disks":`Disks`,"inventory.guests.one":`1 guest`,"inventory.guests.other":`{count} guests`,"inventory.more.one":`Show 1 more guest`,"inventory.more.other":`Show {count} more guests`,"inventory.noGuests":`No guests.`,"inventory.otherNode":`Guests of a node that is not known`,"inventory.cpu":`CPU`,"inventory.memory":`Memory`,"inventory.memoryOf":`{used} of {total}`,"inventory.used":`{used} of {total}`,"inventory.free":`{free} free`,"inventory.up":`up {time}`,"inventory.vm":`VM`,"inventory.container":`Container`,"inventory.backup":`Backup {when}`,"inventory.noBackup":`No backup`,"inventory.backupUnknown":`Backup unknown`,"inventory.usageUnknown":`Usage unknown`,"inventory.smart":`SMART {verdict}`,"inventory.wear":`{percent} worn`,"inventory.on":`on {node}`,"status.running":`running`,"status.stopped":`stopped`,"status.paused":`paused`,"status.online":`online`,"status.offline":`offline`,"status.unknown":`unknown`,"card.name":`Homelab Steward`,"card.description":`The state of the homelab, what waits for a decision and what is running.`,"card.open":`Open Homelab Steward`,"card.moreWaiting.one":`1 more waiting`,"card.moreWaiting.other":`{count} more waiting`,"card.notSetUp":`Homelab Steward is not set up in Home Assistant.`,"card.notSetUpDetail":`Add the integration under Settings → Devices & services.`,"card.configTitle":`Title`,"card.configProblems":`Show what needs attention`,"card.configRuns":`Show what is running`,"card.configPath":`Path of the panel (found by itself when empty)`},t={en:e},n=`en`,r=e,i=i=>{try{n=Intl.getCanonicalLocales(i)[0]??`en`}catch{n=`en`}r=t[n.split(`-`)[0]??`en`]??e},a=()=>n,o=(e,t={})=>r[e].replace(/\{(\w+)\}/g,(e,n)=>String(t[n]??e)),s=(e,t)=>o(`${e}.${t===1?`one`:`other`}`,{count:new Intl.NumberFormat(n).format(t)}),c=45e3,l=1e3,u=15e3,d=({message:e,mend:t})=>t===void 0?e:`${e} ${t}`,f=({url:e,conversationId:t})=>{let n=new Map,r=new Map,i,s,f=l,p,m,h=()=>i?.readyState===WebSocket.OPEN,g=e=>i?.send(JSON.stringify(e)),ee=()=>crypto.getRandomValues(new Uint32Array(3)).join(`-`),te=e=>{if(!h())return Promise.resolve({ok:!1,message:o(`connection.none`)});let t=ee();return new Promise(n=>{r.set(t,n),g({...e,id:t})})},_=(e,t)=>{let r=n.get(e);n.delete(e),r?.end(t)},ne=(e,t)=>{r.get(e)?.(t),r.delete(e)},re=e=>{e.type===`welcome`?(f=l,s?.welcome?.(e),s?.connection(`connected`)):e.type===`overview`?s?.overview(e.overview):e.type===`reply-delta`?n.get(e.id)?.delta(e.text):e.type===`reply-progress`?n.get(e.id)?.progress(e.text):e.type===`reply-final`?_(e.id,{kind:`final`,reply:e}):e.type===`reply-cancelled`?_(e.id,{kind:`cancelled`}):e.type===`done`?ne(e.id,{ok:!0,...e.result===void 0?{}:{result:e.result}}):e.type===`refused`&&e.id!==void 0&&(_(e.id,{kind:`refused`,message:d(e)}),ne(e.id,{ok:!1,message:d(e)}))},ie=()=>{clearTimeout(m);let e=i;i=void 0,e?.close();for(let e of[...n.keys()])_(e,{kind:`lost`});for(let e of[...r.keys()])ne(e,{ok:!1,message:o(`connection.unknownResult`)})},ae=()=>{ie(),s?.connection(`lost`),p=setTimeout(se,f*(.75+Math.random()/2)),f=Math.min(f*2,u)},oe=e=>{clearTimeout(m),m=setTimeout(()=>{e===i&&ae()},c)},se=()=>{clearTimeout(p);let t=new WebSocket(e);i=t,oe(t),t.addEventListener(`message`,({data:e})=>{t===i&&(oe(t),re(JSON.parse(String(e))))}),t.addEventListener(`close`,()=>{t===i&&ae()})},v=()=>{i===void 0&&document.visibilityState!==`hidden`&&(f=l,se())};return{open:e=>(s=e,s.connection(`connecting`),se(),document.addEventListener(`visibilitychange`,v),window.addEventListener(`online`,v),()=>{s=void 0,clearTimeout(p),document.removeEventListener(`visibilitychange`,v),window.removeEventListener(`online`,v),ie()}),ask:(e,r,i=[])=>{if(!h())return r.end({kind:`lost`}),()=>{};let o=ee();return n.set(o,r),g({type:`ask`,id:o,text:e,conversationId:t,language:a(),...i.length===0?{}:{pictures:i.map(({mediaType:e,data:t})=>({mediaType:e,data:t}))}}),()=>{n.has(o)&&g({type:`cancel`,id:o})}},act:te}},p=globalThis,m=p.ShadowRoot&&(p.ShadyCSS===void 0||p.ShadyCSS.nativeShadow)&&`adoptedStyleSheets`in Document.prototype&&`replace`in CSSStyleSheet.prototype,h=Symbol(),g=new WeakMap,ee=class{constructor(e,t,n){if(this._$cssResult$=!0,n!==h)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=t}get styleSheet(){let e=this.o,t=this.t;if(m&&e===void 0){let n=t!==void 0&&t.length===1;n&&(e=g.get(t)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),n&&g.set(t,e))}return e}toString(){return this.cssText}},te=e=>new ee(typeof e==`string`?e:e+``,void 0,h),_=(e,...t)=>new ee(e.length===1?e[0]:t.reduce((t,n,r)=>t+(e=>{if(!0===e._$cssResult$)return e.cssText;if(typeof e==`number`)return e;throw Error(`Value passed to 'css' function must be a 'css' function result: `+e+`. Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.`)})(n)+e[r+1],e[0]),e,h),ne=(e,t)=>{if(m)e.adoptedStyleSheets=t.map(e=>e instanceof CSSStyleSheet?e:e.styleSheet);else for(let n of t){let t=document.createElement(`style`),r=p.litNonce;r!==void 0&&t.setAttribute(`nonce`,r),t.textContent=n.cssText,e.appendChild(t)}},re=m?e=>e:e=>e instanceof CSSStyleSheet?(e=>{let t=``;for(let n of e.cssRules)t+=n.cssText;return te(t)})(e):e,{is:ie,defineProperty:ae,getOwnPropertyDescriptor:oe,getOwnPropertyNames:se,getOwnPropertySymbols:v,getPrototypeOf:ce}=Object,le=globalThis,ue=le.trustedTypes,de=ue?ue.emptyScript:``,fe=le.reactiveElementPolyfillSupport,y=(e,t)=>e,pe={toAttribute(e,t){switch(t){case Boolean:e=e?de:null;break;case Object:case Array:e=e==null?e:JSON.stringify(e)}return e},fromAttribute(e,t){let n=e;switch(t){case Boolean:n=e!==null;break;case Number:n=e===null?null:Number(e);break;case Object:case Array:try{n=JSON.parse(e)}catch{n=null}}return n}},me=(e,t)=>!ie(e,t),he={attribute:!0,type:String,converter:pe,reflect:!1,useDefault:!1,hasChanged:me};Symbol.metadata??=Symbol(`metadata`),le.litPropertyMetadata??=new WeakMap;var b=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,t=he){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(e,t),!t.noAccessor){let n=Symbol(),r=this.getPropertyDescriptor(e,n,t);r!==void 0&&ae(this.prototype,e,r)}}static getPropertyDescriptor(e,t,n){let{get:r,set:i}=oe(this.prototype,e)??{get(){return this[t]},set(e){this[t]=e}};return{get:r,set(t){let a=r?.call(this);i?.call(this,t),this.requestUpdate(e,a,n)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??he}static _$Ei(){if(this.hasOwnProperty(y(`elementProperties`)))return;let e=ce(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(y(`finalized`)))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(y(`properties`))){let e=this.properties,t=[...se(e),...v(e)];for(let n of t)this.createProperty(n,e[n])}let e=this[Symbol.metadata];if(e!==null){let t=litPropertyMetadata.get(e);if(t!==void 0)for(let[e,n]of t)this.elementProperties.set(e,n)}this._$Eh=new Map;for(let[e,t]of this.elementProperties){let n=this._$Eu(e,t);n!==void 0&&this._$Eh.set(n,e)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let t=[];if(Array.isArray(e)){let n=new Set(e.flat(1/0).reverse());for(let e of n)t.unshift(re(e))}else e!==void 0&&t.push(re(e));return t}static _$Eu(e,t){let n=t.attribute;return!1===n?void 0:typeof n==`string`?n:typeof e==`string`?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=new Map,t=this.constructor.elementProperties;for(let n of t.keys())this.hasOwnProperty(n)&&(e.set(n,this[n]),delete this[n]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return ne(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,t,n){this._$AK(e,n)}_$ET(e,t){let n=this.constructor.elementProperties.get(e),r=this.constructor._$Eu(e,n);if(r!==void 0&&!0===n.reflect){let i=(n.converter?.toAttribute===void 0?pe:n.converter).toAttribute(t,n.type);this._$Em=e,i==null?this.removeAttribute(r):this.setAttribute(r,i),this._$Em=null}}_$AK(e,t){let n=this.constructor,r=n._$Eh.get(e);if(r!==void 0&&this._$Em!==r){let e=n.getPropertyOptions(r),i=typeof e.converter==`function`?{fromAttribute:e.converter}:e.converter?.fromAttribute===void 0?pe:e.converter;this._$Em=r;let a=i.fromAttribute(t,e.type);this[r]=a??this._$Ej?.get(r)??a,this._$Em=null}}requestUpdate(e,t,n,r=!1,i){if(e!==void 0){let a=this.constructor;if(!1===r&&(i=this[e]),n??=a.getPropertyOptions(e),!((n.hasChanged??me)(i,t)||n.useDefault&&n.reflect&&i===this._$Ej?.get(e)&&!this.hasAttribute(a._$Eu(e,n))))return;this.C(e,t,n)}!1===this.isUpdatePending&&(this._$ES=this._$EP())}C(e,t,{useDefault:n,reflect:r,wrapped:i},a){n&&!(this._$Ej??=new Map).has(e)&&(this._$Ej.set(e,a??t??this[e]),!0!==i||a!==void 0)||(this._$AL.has(e)||(this.hasUpdated||n||(t=void 0),this._$AL.set(e,t)),!0===r&&this._$Em!==e&&(this._$Eq??=new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(e){Promise.reject(e)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[e,t]of this._$Ep)this[e]=t;this._$Ep=void 0}let e=this.constructor.elementProperties;if(e.size>0)for(let[t,n]of e){let{wrapped:e}=n,r=this[t];!0!==e||this._$AL.has(t)||r===void 0||this.C(t,void 0,n,r)}}let e=!1,t=this._$AL;try{e=this.shouldUpdate(t),e?(this.willUpdate(t),this._$EO?.forEach(e=>e.hostUpdate?.()),this.update(t)):this._$EM()}catch(t){throw e=!1,this._$EM(),t}e&&this._$AE(t)}willUpdate(e){}_$AE(e){this._$EO?.forEach(e=>e.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(e=>this._$ET(e,this[e])),this._$EM()}updated(e){}firstUpdated(e){}};b.elementStyles=[],b.shadowRootOptions={mode:`open`},b[y(`elementProperties`)]=new Map,b[y(`finalized`)]=new Map,fe?.({ReactiveElement:b}),(le.reactiveElementVersions??=[]).push(`2.1.2`);var ge=globalThis,_e=e=>e,ve=ge.trustedTypes,ye=ve?ve.createPolicy(`lit-html`,{createHTML:e=>e}):void 0,be=`$lit$`,x=`lit$${Math.random().toFixed(9).slice(2)}$`,xe=`?`+x,Se=`<${xe}>`,S=document,C=()=>S.createComment(``),w=e=>e===null||typeof e!=`object`&&typeof e!=`function`,Ce=Array.isArray,we=e=>Ce(e)||typeof e?.[Symbol.iterator]==`function`,Te=`[ 	
\f\r]`,T=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,Ee=/-->/g,De=/>/g,E=RegExp(`>|${Te}(?:([^\\s"'>=/]+)(${Te}*=${Te}*(?:[^ \t\n\f\r"'\`<>=]|("|')|))|$)`,`g`),Oe=/'/g,ke=/"/g,Ae=/^(?:script|style|textarea|title)$/i,je=e=>(t,...n)=>({_$litType$:e,strings:t,values:n}),D=je(1),O=je(2),k=Symbol.for(`lit-noChange`),A=Symbol.for(`lit-nothing`),Me=new WeakMap,j=S.createTreeWalker(S,129);function Ne(e,t){if(!Ce(e)||!e.hasOwnProperty(`raw`))throw Error(`invalid template strings array`);return ye===void 0?t:ye.createHTML(t)}var Pe=(e,t)=>{let n=e.length-1,r=[],i,a=t===2?`<svg>`:t===3?`<math>`:``,o=T;for(let t=0;t<n;t++){let n=e[t],s,c,l=-1,u=0;for(;u<n.length&&(o.lastIndex=u,c=o.exec(n),c!==null);)u=o.lastIndex,o===T?c[1]===`!--`?o=Ee:c[1]===void 0?c[2]===void 0?c[3]!==void 0&&(o=E):(Ae.test(c[2])&&(i=RegExp(`</`+c[2],`g`)),o=E):o=De:o===E?c[0]===`>`?(o=i??T,l=-1):c[1]===void 0?l=-2:(l=o.lastIndex-c[2].length,s=c[1],o=c[3]===void 0?E:c[3]===`"`?ke:Oe):o===ke||o===Oe?o=E:o===Ee||o===De?o=T:(o=E,i=void 0);let d=o===E&&e[t+1].startsWith(`/>`)?` `:``;a+=o===T?n+Se:l>=0?(r.push(s),n.slice(0,l)+be+n.slice(l)+x+d):n+x+(l===-2?t:d)}return[Ne(e,a+(e[n]||`<?>`)+(t===2?`</svg>`:t===3?`</math>`:``)),r]},Fe=class e{constructor({strings:t,_$litType$:n},r){let i;this.parts=[];let a=0,o=0,s=t.length-1,c=this.parts,[l,u]=Pe(t,n);if(this.el=e.createElement(l,r),j.currentNode=this.el.content,n===2||n===3){let e=this.el.content.firstChild;e.replaceWith(...e.childNodes)}for(;(i=j.nextNode())!==null&&c.length<s;){if(i.nodeType===1){if(i.hasAttributes())for(let e of i.getAttributeNames())if(e.endsWith(be)){let t=u[o++],n=i.getAttribute(e).split(x),r=/([.?@])?(.*)/.exec(t);c.push({type:1,index:a,name:r[2],strings:n,ctor:r[1]===`.`?Re:r[1]===`?`?ze:r[1]===`@`?Be:N}),i.removeAttribute(e)}else e.startsWith(x)&&(c.push({type:6,index:a}),i.removeAttribute(e));if(Ae.test(i.tagName)){let e=i.textContent.split(x),t=e.length-1;if(t>0){i.textContent=ve?ve.emptyScript:``;for(let n=0;n<t;n++)i.append(e[n],C()),j.nextNode(),c.push({type:2,index:++a});i.append(e[t],C())}}}else if(i.nodeType===8){if(i.data===xe)c.push({type:2,index:a});else{let e=-1;for(;(e=i.data.indexOf(x,e+1))!==-1;)c.push({type:7,index:a}),e+=x.length-1}}a++}}static createElement(e,t){let n=S.createElement(`template`);return n.innerHTML=e,n}};function M(e,t,n=e,r){if(t===k)return t;let i=r===void 0?n._$Cl:n._$Co?.[r],a=w(t)?void 0:t._$litDirective$;return i?.constructor!==a&&(i?._$AO?.(!1),a===void 0?i=void 0:(i=new a(e),i._$AT(e,n,r)),r===void 0?n._$Cl=i:(n._$Co??=[])[r]=i),i!==void 0&&(t=M(e,i._$AS(e,t.values),i,r)),t}var Ie=class{constructor(e,t){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:t},parts:n}=this._$AD,r=(e?.creationScope??S).importNode(t,!0);j.currentNode=r;let i=j.nextNode(),a=0,o=0,s=n[0];for(;s!==void 0;){if(a===s.index){let t;s.type===2?t=new Le(i,i.nextSibling,this,e):s.type===1?t=new s.ctor(i,s.name,s.strings,this,e):s.type===6&&(t=new Ve(i,this,e)),this._$AV.push(t),s=n[++o]}a!==s?.index&&(i=j.nextNode(),a++)}return j.currentNode=S,r}p(e){let t=0;for(let n of this._$AV)n!==void 0&&(n.strings===void 0?n._$AI(e[t]):(n._$AI(e,n,t),t+=n.strings.length-2)),t++}},Le=class e{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,t,n,r){this.type=2,this._$AH=A,this._$AN=void 0,this._$AA=e,this._$AB=t,this._$AM=n,this.options=r,this._$Cv=r?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,t=this._$AM;return t!==void 0&&e?.nodeType===11&&(e=t.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,t=this){e=M(this,e,t),w(e)?e===A||e==null||e===``?(this._$AH!==A&&this._$AR(),this._$AH=A):e!==this._$AH&&e!==k&&this._(e):e._$litType$===void 0?e.nodeType===void 0?we(e)?this.k(e):this._(e):this.T(e):this.$(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==A&&w(this._$AH)?this._$AA.nextSibling.data=e:this.T(S.createTextNode(e)),this._$AH=e}$(e){let{values:t,_$litType$:n}=e,r=typeof n==`number`?this._$AC(e):(n.el===void 0&&(n.el=Fe.createElement(Ne(n.h,n.h[0]),this.options)),n);if(this._$AH?._$AD===r)this._$AH.p(t);else{let e=new Ie(r,this),n=e.u(this.options);e.p(t),this.T(n),this._$AH=e}}_$AC(e){let t=Me.get(e.strings);return t===void 0&&Me.set(e.strings,t=new Fe(e)),t}k(t){Ce(this._$AH)||(this._$AH=[],this._$AR());let n=this._$AH,r,i=0;for(let a of t)i===n.length?n.push(r=new e(this.O(C()),this.O(C()),this,this.options)):r=n[i],r._$AI(a),i++;i<n.length&&(this._$AR(r&&r._$AB.nextSibling,i),n.length=i)}_$AR(e=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);e!==this._$AB;){let t=_e(e).nextSibling;_e(e).remove(),e=t}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},N=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,t,n,r,i){this.type=1,this._$AH=A,this._$AN=void 0,this.element=e,this.name=t,this._$AM=r,this.options=i,n.length>2||n[0]!==``||n[1]!==``?(this._$AH=Array(n.length-1).fill(new String),this.strings=n):this._$AH=A}_$AI(e,t=this,n,r){let i=this.strings,a=!1;if(i===void 0)e=M(this,e,t,0),a=!w(e)||e!==this._$AH&&e!==k,a&&(this._$AH=e);else{let r=e,o,s;for(e=i[0],o=0;o<i.length-1;o++)s=M(this,r[n+o],t,o),s===k&&(s=this._$AH[o]),a||=!w(s)||s!==this._$AH[o],s===A?e=A:e!==A&&(e+=(s??``)+i[o+1]),this._$AH[o]=s}a&&!r&&this.j(e)}j(e){e===A?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??``)}},Re=class extends N{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===A?void 0:e}},ze=class extends N{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==A)}},Be=class extends N{constructor(e,t,n,r,i){super(e,t,n,r,i),this.type=5}_$AI(e,t=this){if((e=M(this,e,t,0)??A)===k)return;let n=this._$AH,r=e===A&&n!==A||e.capture!==n.capture||e.once!==n.once||e.passive!==n.passive,i=e!==A&&(n===A||r);r&&this.element.removeEventListener(this.name,this,n),i&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH==`function`?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},Ve=class{constructor(e,t,n){this.element=e,this.type=6,this._$AN=void 0,this._$AM=t,this.options=n}get _$AU(){return this._$AM._$AU}_$AI(e){M(this,e)}},He={M:be,P:x,A:xe,C:1,L:Pe,R:Ie,D:we,V:M,I:Le,H:N,N:ze,U:Be,B:Re,F:Ve},Ue=ge.litHtmlPolyfillSupport;Ue?.(Fe,Le),(ge.litHtmlVersions??=[]).push(`3.3.3`);var We=(e,t,n)=>{let r=n?.renderBefore??t,i=r._$litPart$;if(i===void 0){let e=n?.renderBefore??null;r._$litPart$=i=new Le(t.insertBefore(C(),e),e,void 0,n??{})}return i._$AI(e),i},Ge=globalThis,P=class extends b{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=We(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return k}};P._$litElement$=!0,P.finalized=!0,Ge.litElementHydrateSupport?.({LitElement:P});var Ke=Ge.litElementPolyfillSupport;Ke?.({LitElement:P}),(Ge.litElementVersions??=[]).push(`4.2.2`);var qe={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},Je=e=>(...t)=>({_$litDirective$:e,values:t}),Ye=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,t,n){this._$Ct=e,this._$AM=t,this._$Ci=n}_$AS(e,t){return this.update(e,t)}update(e,t){return this.render(...t)}},{I:Xe}=He,Ze=e=>e,Qe=()=>document.createComment(``),F=(e,t,n)=>{let r=e._$AA.parentNode,i=t===void 0?e._$AB:t._$AA;if(n===void 0)n=new Xe(r.insertBefore(Qe(),i),r.insertBefore(Qe(),i),e,e.options);else{let t=n._$AB.nextSibling,a=n._$AM,o=a!==e;if(o){let t;n._$AQ?.(e),n._$AM=e,n._$AP!==void 0&&(t=e._$AU)!==a._$AU&&n._$AP(t)}if(t!==i||o){let e=n._$AA;for(;e!==t;){let t=Ze(e).nextSibling;Ze(r).insertBefore(e,i),e=t}}}return n},I=(e,t,n=e)=>(e._$AI(t,n),e),$e={},et=(e,t=$e)=>e._$AH=t,tt=e=>e._$AH,nt=e=>{e._$AR(),e._$AA.remove()},rt=(e,t,n)=>{let r=new Map;for(let i=t;i<=n;i++)r.set(e[i],i);return r},L=Je(class extends Ye{constructor(e){if(super(e),e.type!==qe.CHILD)throw Error(`repeat() can only be used in text expressions`)}dt(e,t,n){let r;n===void 0?n=t:t!==void 0&&(r=t);let i=[],a=[],o=0;for(let t of e)i[o]=r?r(t,o):o,a[o]=n(t,o),o++;return{values:a,keys:i}}render(e,t,n){return this.dt(e,t,n).values}update(e,[t,n,r]){let i=tt(e),{values:a,keys:o}=this.dt(t,n,r);if(!Array.isArray(i))return this.ut=o,a;let s=this.ut??=[],c=[],l,u,d=0,f=i.length-1,p=0,m=a.length-1;for(;d<=f&&p<=m;)if(i[d]===null)d++;else if(i[f]===null)f--;else if(s[d]===o[p])c[p]=I(i[d],a[p]),d++,p++;else if(s[f]===o[m])c[m]=I(i[f],a[m]),f--,m--;else if(s[d]===o[m])c[m]=I(i[d],a[m]),F(e,c[m+1],i[d]),d++,m--;else if(s[f]===o[p])c[p]=I(i[f],a[p]),F(e,i[d],i[f]),f--,p++;else if(l===void 0&&(l=rt(o,p,m),u=rt(s,d,f)),l.has(s[d])){if(l.has(s[f])){let t=u.get(o[p]),n=t===void 0?null:i[t];if(n===null){let t=F(e,i[d]);I(t,a[p]),c[p]=t}else c[p]=I(n,a[p]),F(e,i[d],n),i[t]=null;p++}else nt(i[f]),f--}else nt(i[d]),d++;for(;p<=m;){let t=F(e,c[m+1]);I(t,a[p]),c[p++]=t}for(;d<=f;){let e=i[d++];e!==null&&nt(e)}return this.ut=o,et(e,c),k}}),R=e=>e===`running`||e===`waiting`||e===`rolling-back`,it=0,at=e=>{it=e-Date.now()},z=()=>Date.now()+it,ot=[`B`,`kB`,`MB`,`GB`,`TB`,`PB`],st=(e,t=0)=>new Intl.NumberFormat(a(),{maximumFractionDigits:t}).format(e),B=e=>{let t=e<1?0:Math.min(Math.floor(Math.log10(e)/3),ot.length-1),n=e/1e3**t;return`${st(n,+(n<10&&t>0))} ${ot[t]}`},V=e=>new Intl.NumberFormat(a(),{style:`percent`,maximumFractionDigits:0}).format(e),ct=(e,t)=>new Intl.NumberFormat(a(),{style:`unit`,unit:t,unitDisplay:`short`}).format(e),H=e=>{let t=Math.max(0,Math.floor(e/1e3));return t<60?ct(t,`second`):t<3600?ct(Math.floor(t/60),`minute`):t<86400?ct(Math.floor(t/3600),`hour`):ct(Math.floor(t/86400),`day`)},U=e=>{let t=Math.max(0,Math.floor((z()-e)/1e3)),n=new Intl.RelativeTimeFormat(a(),{numeric:`auto`,style:`long`});return t<10?n.format(0,`second`):t<60?n.format(-t,`second`):t<3600?n.format(-Math.floor(t/60),`minute`):t<86400?n.format(-Math.floor(t/3600),`hour`):n.format(-Math.floor(t/86400),`day`)},W=e=>new Intl.DateTimeFormat(a(),{dateStyle:`medium`,timeStyle:`short`}).format(e),lt=e=>new Intl.DateTimeFormat(a(),{timeStyle:`medium`}).format(e),ut=e=>e===null?o(`request.nothing`):typeof e==`string`?e:typeof e==`number`?st(e,2):JSON.stringify(e),dt=e=>e.slice(0,8),ft=e=>e.state===`requested`||e.state===`presented`,pt=e=>e.approvals.filter(ft).toSorted((e,t)=>e.requestedAtMs-t.requestedAtMs),mt=6e5,ht=(e,t)=>[...gt(e),...e.runs.filter(e=>e.endedAtMs!==void 0&&t-e.endedAtMs<mt).toSorted((e,t)=>(t.endedAtMs??0)-(e.endedAtMs??0))],gt=e=>e.runs.filter(e=>R(e.state)).toSorted((e,t)=>e.startedAtMs-t.startedAtMs),_t=e=>{let t=e.runs.filter(e=>!R(e.state)).map(t=>({kind:`run`,id:t.id,atMs:t.endedAtMs??t.startedAtMs,run:t,approval:e.approvals.find(e=>e.id===t.approvalId)})),n=[`denied`,`expired`,`cancelled`,`invalidated`],r=new Set(t.map(e=>e.kind===`run`?e.run.approvalId:``)),i=e.approvals.filter(e=>n.includes(e.state)&&!r.has(e.id)).map(e=>({kind:`request`,id:e.id,atMs:e.decision?.atMs??(e.state===`expired`?e.expiresAtMs:e.requestedAtMs),approval:e}));return[...t,...i].toSorted((e,t)=>t.atMs-e.atMs)},G=[_`
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--st-2);
    min-height: 44px;
    padding: var(--st-2) var(--st-4);
    border: 1px solid transparent;
    border-radius: var(--st-radius-small);
    background: transparent;
    font-weight: 600;
    text-decoration: none;
    cursor: pointer;
    transition:
      background-color 120ms,
      border-color 120ms;
  }

  .button.filled {
    background: var(--st-accent);
    color: var(--st-on-accent);
  }

  .button.filled:hover:not(:disabled) {
    background: color-mix(in oklab, var(--st-accent) 88%, var(--st-text));
  }

  .button.filled.danger {
    background: var(--st-error);
  }

  .button.filled.danger:hover:not(:disabled) {
    background: color-mix(in oklab, var(--st-error) 88%, var(--st-text));
  }

  .button.outlined {
    border-color: var(--st-border-strong);
    color: var(--st-text);
  }

  .button.plain {
    color: var(--st-accent);
    padding-inline: var(--st-2);
  }

  .button.outlined:hover:not(:disabled),
  .button.plain:hover:not(:disabled) {
    background: var(--st-quiet);
  }

  .button:disabled {
    cursor: default;
    background: var(--st-quiet);
    border-color: transparent;
    color: var(--st-text-soft);
  }

  .field {
    min-height: 44px;
    padding: var(--st-2) var(--st-3);
    border: 1px solid var(--st-border-strong);
    border-radius: var(--st-radius-small);
    background: var(--st-surface);
  }

  .field:focus-visible {
    outline-offset: -1px;
  }

  .field::placeholder {
    color: var(--st-text-soft);
    opacity: 1;
  }

  .tag {
    display: inline-flex;
    align-items: center;
    gap: var(--st-1);
    padding: 1px var(--st-2);
    border-radius: 999px;
    background: color-mix(in oklab, currentColor 10%, var(--st-surface));
    font-size: var(--st-size-small);
    font-weight: 600;
    line-height: 1.6;
    white-space: nowrap;
  }

  .bar {
    display: block;
    width: 100%;
    height: 6px;
    border-radius: 3px;
    overflow: hidden;
    background: color-mix(in oklab, var(--st-text) 12%, var(--st-surface));
    color: var(--st-accent);
  }

  .bar.ok {
    color: var(--st-accent);
  }
  .icon.warning,
  .bar.warning {
    color: var(--st-warning-fill);
  }
  .bar.error {
    color: var(--st-error);
  }

  .bar rect {
    fill: currentColor;
    transition: width 400ms ease-out;
  }

  @media (forced-colors: active) {
    .bar {
      border: 1px solid CanvasText;
    }
    .bar rect {
      fill: Highlight;
    }
  }
`,_`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  :host {
    display: block;
  }

  :host([hidden]),
  [hidden] {
    display: none !important;
  }

  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  figure {
    margin: 0;
    padding: 0;
  }

  ul,
  ol {
    list-style: none;
  }

  h2 {
    font-size: var(--st-size-title);
    font-weight: 600;
    line-height: 1.35;
  }

  h3 {
    font-size: var(--st-size-body);
    font-weight: 600;
    line-height: 1.4;
  }

  button,
  input {
    font: inherit;
    color: inherit;
  }

  :focus-visible {
    outline: 2px solid var(--st-accent);
    outline-offset: 2px;
  }

  :focus:not(:focus-visible) {
    outline: none;
  }

  .card {
    background: var(--st-surface);
    border: var(--st-border);
    border-radius: var(--st-radius);
    padding: var(--st-4);
  }

  .soft {
    color: var(--st-text-soft);
  }

  .small {
    font-size: var(--st-size-small);
  }

  .mono {
    font-family: var(--st-mono);
    font-size: 0.92em;
  }

  .number {
    font-variant-numeric: tabular-nums;
  }

  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  .ok {
    color: var(--st-ok);
  }
  .warning {
    color: var(--st-warning);
  }
  .error {
    color: var(--st-error);
  }
  .unknown {
    color: var(--st-unknown);
  }

  .icon {
    width: 1.25em;
    height: 1.25em;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
    vertical-align: -0.25em;
  }

  .empty {
    padding: var(--st-5) var(--st-4);
    text-align: center;
    color: var(--st-text-soft);
  }

  .empty .icon {
    width: 32px;
    height: 32px;
    margin-bottom: var(--st-2);
    stroke-width: 1.25;
  }

  .empty strong {
    display: block;
    color: var(--st-text);
    font-weight: 600;
  }

  .empty.slim {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0 var(--st-3);
    padding: 0;
    text-align: left;
  }

  .empty.slim .icon {
    grid-row: span 2;
    width: 24px;
    height: 24px;
    margin: 0;
    stroke-width: 1.5;
  }

  .empty.slim p {
    font-size: var(--st-size-small);
  }

  summary {
    cursor: pointer;
    list-style: none;
  }

  summary::-webkit-details-marker {
    display: none;
  }

  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation-duration: 0.01ms !important;
      animation-iteration-count: 1 !important;
      transition-duration: 0.01ms !important;
      scroll-behavior: auto !important;
    }
  }
`],K=(e,t)=>{customElements.get(e)===void 0&&customElements.define(e,t)},vt=_`
  .diff {
    display: grid;
    gap: var(--st-2);
    padding: var(--st-2) var(--st-3);
    border-radius: var(--st-radius-small);
    background: var(--st-quiet);
    font-size: var(--st-size-small);
  }
  .diff .object {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .diff .fields {
    display: grid;
    gap: var(--st-1) var(--st-3);
    grid-template-columns: fit-content(40%) minmax(0, 1fr);
    align-items: baseline;
  }
  .diff dt {
    color: var(--st-text-soft);
    overflow-wrap: anywhere;
  }
  .diff dd {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: var(--st-1) var(--st-2);
    overflow-wrap: anywhere;
  }
  .diff del,
  .diff ins {
    padding: 0 var(--st-1);
    border-radius: 4px;
    text-decoration: none;
  }
  .diff del {
    background: color-mix(in oklab, var(--st-error) 12%, var(--st-surface));
    text-decoration: line-through;
    text-decoration-thickness: 1px;
  }
  .diff ins {
    background: color-mix(in oklab, var(--st-ok) 16%, var(--st-surface));
    font-weight: 600;
  }
`,yt=({field:e,before:t,after:n})=>D`<dt>${e}</dt>
  <dd>
    <span class="unseen">${o(`request.before`)}</span><del>${ut(t)}</del>
    <span aria-hidden="true">→</span>
    <span class="unseen">${o(`request.after`)}</span><ins>${ut(n)}</ins>
  </dd>`,bt=(e,t=!1)=>{let n=Map.groupBy(e,({ref:e})=>e);return D`<div class="diff">
    ${[...n.values()].map(e=>D`<div>
        ${t||n.size>1?D`<p class="object">${e[0]?.name}</p>`:A}
        <dl class="fields">${e.map(yt)}</dl>
      </div>`)}
  </div>`},xt={ok:O`<circle cx="12" cy="12" r="9"/><path d="m8 12.5 2.7 2.7L16 9.5"/>`,warning:O`<path d="M12 4 2.8 19.5h18.4Z"/><path d="M12 10v4.5M12 17v.2"/>`,error:O`<circle cx="12" cy="12" r="9"/><path d="m9 9 6 6M15 9l-6 6"/>`,unknown:O`<circle cx="12" cy="12" r="9" stroke-dasharray="3 2.6"/><path d="M9.6 9.8a2.5 2.5 0 1 1 3.5 2.3c-.8.4-1.1.9-1.1 1.7M12 16.6v.2"/>`,node:O`<rect x="3.5" y="4.5" width="17" height="6.5" rx="1.5"/><rect x="3.5" y="13" width="17" height="6.5" rx="1.5"/><path d="M7 7.75h.1M7 16.25h.1M11 7.75h6M11 16.25h6"/>`,vm:O`<rect x="3" y="4.5" width="18" height="12" rx="1.5"/><path d="M9 20h6M12 16.5V20"/>`,container:O`<path d="m12 3 8 4.5v9L12 21l-8-4.5v-9Z"/><path d="m4.2 7.6 7.8 4.4 7.8-4.4M12 12v9"/>`,pool:O`<ellipse cx="12" cy="6" rx="8" ry="3"/><path d="M4 6v12c0 1.7 3.6 3 8 3s8-1.3 8-3V6"/><path d="M4 12c0 1.7 3.6 3 8 3s8-1.3 8-3"/>`,storage:O`<path d="M3.5 7.5a2 2 0 0 1 2-2h4l2 2.5h7a2 2 0 0 1 2 2V17a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2Z"/>`,disk:O`<rect x="4" y="3.5" width="16" height="17" rx="2"/><circle cx="12" cy="10.5" r="4"/><path d="M12 10.5 14.5 14M7.5 17.5h.1"/>`,backup:O`<path d="M4 4.5h16v4H4ZM5.5 8.5v11h13v-11"/><path d="M12 11.5v5m-2-2 2 2 2-2"/>`,overview:O`<path d="M4 11.2 12 4l8 7.2"/><path d="M6 9.8V20h12V9.8"/><path d="M8.5 15h2l1.2-2.4 1.6 4 1-1.6h1.2"/>`,chat:O`<path d="M4 5.5h16v11h-9L6.5 20v-3.5H4Z"/><path d="M8 9.5h8M8 12.8h5"/>`,history:O`<path d="M4.2 13A8 8 0 1 0 6 6.8L3.8 9"/><path d="M3.8 4.8V9H8M12 8v4.3l3 1.9"/>`,camera:O`<path d="M4 7.5h3.5L9 5h6l1.5 2.5H20V19H4Z"/><circle cx="12" cy="13" r="3.5"/>`,send:O`<path d="M12 20V5M6 11l6-6 6 6"/>`,stop:O`<rect x="7" y="7" width="10" height="10" rx="1.5"/>`,search:O`<circle cx="10.5" cy="10.5" r="6"/><path d="m15 15 5 5"/>`,chevron:O`<path d="m9 6 6 6-6 6"/>`,pause:O`<path d="M9 6v12M15 6v12"/>`,undo:O`<path d="M8.5 5 4.5 9l4 4"/><path d="M4.5 9h9a5.5 5.5 0 0 1 0 11H9"/>`,people:O`<circle cx="9" cy="8.5" r="3.5"/><path d="M2.8 19.5a6.3 6.3 0 0 1 12.4 0M15.5 5.3a3.5 3.5 0 0 1 0 6.4M17.5 14.2a6.3 6.3 0 0 1 3.7 5.3"/>`,shield:O`<path d="M12 3.5 19 6v6c0 4.2-2.8 7-7 8.5C7.8 19 5 16.2 5 12V6Z"/><path d="m9 12 2.2 2.2L15.3 10"/>`,clock:O`<circle cx="12" cy="12" r="9"/><path d="M12 7v5.2l3.4 2"/>`,waiting:O`<circle cx="12" cy="12" r="9"/><path d="M8 12h.1M12 12h.1M16 12h.1"/>`,working:O`<path d="M21 12a9 9 0 1 1-9-9"/>`,connection:O`<path d="m3 3 18 18M5 12.5a10 10 0 0 1 4.5-2.6M2 9a14.5 14.5 0 0 1 4.6-3M12.5 5a14.5 14.5 0 0 1 9.5 4M15.5 10.3A10 10 0 0 1 19 12.5M8.5 16a5 5 0 0 1 7 0M12 19.5h.1"/>`,open:O`<path d="M10 5H5.5v13.5H19V14M13.5 4.5h6v6M19 5l-8 8"/>`},q=(e,t=``)=>D`<svg class="icon ${t}" viewBox="0 0 24 24" aria-hidden="true">${xt[e]}</svg>`,St=e=>q(e,e),Ct=()=>D`<svg class="sign" viewBox="0 0 32 32" aria-hidden="true">
  <rect width="32" height="32" rx="9" fill="var(--st-accent)"/>
  <g fill="none" stroke="var(--st-on-accent)" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round">
    <path d="M6.5 14.5 16 7l9.5 7.5"/>
    <path d="M9.5 13v11.5h13V13"/>
    <path d="M12.5 19.5h1.8l1.5-3.5 2.1 5.5 1.2-2h.9"/>
  </g>
</svg>`,wt=_`
  .requirement {
    display: grid;
    gap: var(--st-1);
    padding: var(--st-3);
    border-radius: var(--st-radius-small);
    background: var(--st-quiet);
    font-size: var(--st-size-small);
  }
  .requirement .head {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: var(--st-1) var(--st-3);
  }
  .requirement .given {
    color: var(--st-ok);
    font-weight: 600;
  }
`,Tt=e=>{let{needed:t,given:n,mayApprove:r,reasons:i,quietUntilMs:s,escalatesAtMs:c,escalatedAtMs:l}=e,u=new Intl.ListFormat(a(),{type:`disjunction`});return D`<section class="requirement">
    <p class="head">
      <strong>${o(`requirement.count`,{given:n.length,needed:t})}</strong>
      ${r.length===0?A:D`<span class="soft">
              ${o(`requirement.may`,{names:u.format(r.map(({name:e})=>e))})}
            </span>`}
    </p>
    ${n.map(({name:e,atMs:t})=>D`<p class="given">
        ${q(`ok`)} ${o(`requirement.given`,{name:e,when:U(t)})}
      </p>`)}
    ${i.map(e=>D`<p class="soft">${e}</p>`)}
    ${s!==void 0&&s>z()?D`<p class="soft">${o(`requirement.quiet`,{time:W(s)})}</p>`:A}
    ${l===void 0?c===void 0?A:D`<p class="soft">${o(`requirement.escalates`,{time:W(c)})}</p>`:D`<p class="soft">${o(`requirement.escalated`,{when:U(l)})}</p>`}
  </section>`},Et={read:{classes:`ok`,icon:`search`},reversible:{classes:`ok`,icon:`undo`},disruptive:{classes:`warning`,icon:`pause`},destructive:{classes:`error`,icon:`warning`}},Dt=e=>{let t=Et[e];return D`<span class="tag ${t.classes}">${q(t.icon)}${o(`risk.${e}`)}</span>`},Ot=_`
  .plan {
    display: grid;
    gap: var(--st-3);
  }
  .for-good {
    display: flex;
    gap: var(--st-3);
    padding: var(--st-3);
    border: 1px solid var(--st-error);
    border-radius: var(--st-radius-small);
    background: color-mix(in oklab, var(--st-error) 8%, var(--st-surface));
  }
  .for-good .icon {
    color: var(--st-error);
    margin-top: 2px;
  }
  .for-good .reasons {
    padding-left: var(--st-4);
  }
  .steps {
    display: grid;
    gap: var(--st-4);
    counter-reset: step;
  }
  .steps > li {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--st-2);
  }
  .steps > li:not(:only-child) {
    position: relative;
    padding-left: calc(28px + var(--st-3));
    counter-increment: step;
  }
  .steps > li:not(:only-child)::before {
    content: counter(step);
    position: absolute;
    left: 0;
    top: -2px;
    width: 28px;
    height: 28px;
    border-radius: 50%;
    background: var(--st-quiet);
    border: 1px solid var(--st-divider);
    font-size: var(--st-size-small);
    font-weight: 600;
    line-height: 26px;
    text-align: center;
  }
  .steps > li:not(:last-child)::after {
    content: '';
    position: absolute;
    left: 13px;
    top: 30px;
    bottom: calc(-1 * var(--st-4) + 4px);
    width: 1px;
    background: var(--st-divider);
  }
  .step {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    align-items: start;
    gap: var(--st-1) var(--st-3);
  }
  .what {
    flex: 1 1 12rem;
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .note {
    display: flex;
    gap: var(--st-2);
    font-size: var(--st-size-small);
  }
  .note .icon {
    margin-top: 1px;
    color: var(--st-text-soft);
  }
  .note strong {
    font-weight: 600;
  }
  .never,
  .never .icon {
    color: var(--st-error);
  }
  code {
    font-family: var(--st-mono);
    overflow-wrap: anywhere;
  }
  footer {
    display: flex;
    flex-wrap: wrap;
    align-items: start;
    gap: var(--st-2) var(--st-4);
    padding-top: var(--st-3);
    border-top: 1px solid var(--st-divider);
  }
  footer .icon {
    margin-right: var(--st-1);
  }
  details[open] {
    flex-basis: 100%;
  }
  details[open] summary .icon {
    transform: rotate(90deg);
  }
  .reasons {
    padding: var(--st-1) 0 0 var(--st-5);
    list-style: disc;
  }
  .worth {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0 var(--st-3);
    padding: var(--st-1) 0 0 var(--st-5);
  }
  .worth dd {
    color: var(--st-text);
  }
  .digest {
    margin-left: auto;
  }
`,J=(e,t,n=``)=>D`<p class="note ${n}">${q(e)}<span>${t}</span></p>`,kt=(e,t)=>D`<details>
  <summary>${q(`chevron`)}${e}</summary>
  ${t}
</details>`,At=e=>D`<ul class="reasons">${e.map(e=>D`<li>${e}</li>`)}</ul>`,jt=e=>new Intl.NumberFormat(a(),{style:`unit`,unit:e<120?`minute`:`hour`,unitDisplay:`short`,maximumFractionDigits:e<120?0:1}).format(e<120?e:e/60),Mt=e=>e.kind===`change`&&e.undo===null;K(`steward-plan`,class extends P{static properties={approval:{attribute:!1}};static styles=[G,vt,Ot];render(){let{steps:e,skipped:t,affected:n,purpose:r,title:i}=this.approval,a=this.approval.risk===`destructive`,s=e.filter(Mt);return D`<div class="plan">
      ${r===``||r===i?A:D`<p class="soft">${r}</p>`}
      ${a||e.length>1&&s.length>0?this.#e(s):A}
      <ol class="steps">${e.map((e,t)=>this.#t(e,t))}</ol>
      ${t.length===0?A:J(`ok`,D`<strong>${o(`plan.skipped`)}</strong> ${t.map(({reason:e})=>e).join(` `)}`)}
      ${n.length===0?A:J(`people`,D`<strong>${o(`request.affected`)}</strong> ${n.join(`, `)}`)}
      <footer class="small soft">${this.#i()} ${this.#a()} ${this.#o()}</footer>
    </div>`}#e(e){return e.length===0?A:D`<div class="for-good">
      ${q(`warning`)}
      <div>
        <strong>${o(`plan.forGood`)}</strong>
        ${this.approval.steps.length===1?A:At(e.map(e=>e.title))}
      </div>
    </div>`}#t(e,t){let{steps:n,title:r}=this.approval,i=n.length===1;return D`<li>
      ${i&&e.title===r?A:D`<div class="step">
              <p class="what">${e.title}</p>
              ${i||e.kind!==`change`?A:Dt(e.risk)}
            </div>`}
      ${i?A:D`<p class="small soft number">${this.#n(e,t)}</p>`}
      ${e.differences.length===0?A:bt(e.differences,!i)}
      ${e.condition===null?A:J(`unknown`,D`${o(`plan.onlyIf`)} <code>${e.condition}</code>`)}
      ${e.kind===`change`?this.#r(e):A}
      ${e.kind===`person`?J(`people`,o(`plan.waitsForPerson`)):A}
      ${i||e.risk!==`destructive`||e.riskReasons.length===0?A:J(`warning`,e.riskReasons.join(` `))}
    </li>`}#n({dependsOn:e,kind:t,expectedDurationMs:n,pastRuns:r},i){let c=e.map(e=>this.approval.steps.findIndex(t=>t.id===e)+1).filter(e=>e>0),l=c.length>0?o(c.length===1?`plan.afterOne`:`plan.after`,{steps:new Intl.ListFormat(a()).format(c.map(String))}):i===0?void 0:o(`plan.atOnce`),u=o(`request.takes`,{time:H(n)}),d=r===0?o(`plan.estimate`):s(`plan.pastRuns`,r);return[l,t===`person`||t===`record`?void 0:`${u}, ${d}`].filter(e=>e!==void 0).join(` · `)}#r({interruption:e,undo:t,risk:n}){return D`${e===null?J(`pause`,o(`request.stopsNothing`)):J(`pause`,D`<strong>${o(`request.stops`)}</strong> ${e}`)}
    ${t===null?J(`undo`,D`<strong>${o(`request.noUndo`)}</strong>`,n===`destructive`?`never`:``):J(`undo`,D`<strong>${o(`request.undo`)}</strong> ${t}`)}`}#i(){let{minutesSaved:e,expected:t,reasons:n}=this.approval.roi;return t.length===0&&n.length===0?A:kt(e>0?o(`plan.saves`,{time:jt(e)}):o(`plan.worth`),D`<dl class="worth">
          ${t.map(({what:e,value:t})=>D`<dt>${e}</dt><dd class="number">${t}</dd>`)}
        </dl>
        ${At(n)}`)}#a(){let{riskReasons:e}=this.approval;return e.length===0?A:kt(o(`request.why`),At(e))}#o(){let{steps:e,planDigest:t}=this.approval,n=e.filter(({kind:e})=>e!==`person`).reduce((e,t)=>e+t.expectedDurationMs,0);return D`<span class="number">
        ${q(`clock`)}${o(`request.takes`,{time:H(n)})}
      </span>
      <span class="digest" title=${o(`request.digestTitle`,{digest:t})}>
        ${q(`shield`)}${o(`request.digest`)} <span class="mono">${dt(t)}</span>
      </span>`}});function Y(e){let t=new Uint8Array(e),n=``;for(let e of t)n+=String.fromCharCode(e);return btoa(n).replace(/\+/g,`-`).replace(/\//g,`_`).replace(/=/g,``)}function Nt(e){let t=e.replace(/-/g,`+`).replace(/_/g,`/`),n=(4-t.length%4)%4,r=t.padEnd(t.length+n,`=`),i=atob(r),a=new ArrayBuffer(i.length),o=new Uint8Array(a);for(let e=0;e<i.length;e++)o[e]=i.charCodeAt(e);return a}function Pt(){return Ft.stubThis(globalThis?.PublicKeyCredential!==void 0&&typeof globalThis.PublicKeyCredential==`function`)}var Ft={stubThis:e=>e};function It(e){let{id:t}=e;return{...e,id:Nt(t),transports:e.transports,type:e.type}}function Lt(e){return e===`localhost`||/^((xn--[a-z0-9-]+|[a-z0-9]+(-[a-z0-9]+)*)\.)+([a-z]{2,}|xn--[a-z0-9-]+)$/i.test(e)}var X=class extends Error{constructor({message:e,code:t,cause:n,name:r}){super(e,{cause:n}),Object.defineProperty(this,"code",{enumerable:!0,configurable:!0,writable:!0,value:void 0}),this.name=r??n.name,this.code=t}};function Rt({error:e,options:t}){let{publicKey:n}=t;if(!n)throw Error(`options was missing required publicKey property`);if(e.name===`AbortError`){if(t.signal instanceof AbortSignal)return new X({message:`Registration ceremony was sent an abort signal`,code:`ERROR_CEREMONY_ABORTED`,cause:e})}else if(e.name===`ConstraintError`){if(n.authenticatorSelection?.requireResidentKey===!0)return new X({message:`Discoverable credentials were required but no available authenticator supported it`,code:`ERROR_AUTHENTICATOR_MISSING_DISCOVERABLE_CREDENTIAL_SUPPORT`,cause:e});if(t.mediation===`conditional`&&n.authenticatorSelection?.userVerification===`required`)return new X({message:`User verification was required during automatic registration but it could not be performed`,code:`ERROR_AUTO_REGISTER_USER_VERIFICATION_FAILURE`,cause:e});if(n.authenticatorSelection?.userVerification===`required`)return new X({message:`User verification was required but no available authenticator supported it`,code:`ERROR_AUTHENTICATOR_MISSING_USER_VERIFICATION_SUPPORT`,cause:e})}else if(e.name===`InvalidStateError`)return new X({message:`The authenticator was previously registered`,code:`ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED`,cause:e});else if(e.name===`NotAllowedError`)return new X({message:e.message,code:`ERROR_PASSTHROUGH_SEE_CAUSE_PROPERTY`,cause:e});else if(e.name===`NotSupportedError`)return n.pubKeyCredParams.filter(e=>e.type===`public-key`).length===0?new X({message:`No entry in pubKeyCredParams was of type "public-key"`,code:`ERROR_MALFORMED_PUBKEYCREDPARAMS`,cause:e}):new X({message:`No available authenticator supported any of the specified pubKeyCredParams algorithms`,code:`ERROR_AUTHENTICATOR_NO_SUPPORTED_PUBKEYCREDPARAMS_ALG`,cause:e});else if(e.name===`SecurityError`){let t=globalThis.location.hostname;if(!Lt(t))return new X({message:`${globalThis.location.hostname} is an invalid domain`,code:`ERROR_INVALID_DOMAIN`,cause:e});if(n.rp.id!==t)return new X({message:`The RP ID "${n.rp.id}" is invalid for this domain`,code:`ERROR_INVALID_RP_ID`,cause:e})}else if(e.name===`TypeError`){if(n.user.id.byteLength<1||n.user.id.byteLength>64)return new X({message:`User ID was not between 1 and 64 characters`,code:`ERROR_INVALID_USER_ID_LENGTH`,cause:e})}else if(e.name===`UnknownError`)return new X({message:`The authenticator was unable to process the specified options, or could not create a new credential`,code:`ERROR_AUTHENTICATOR_GENERAL_ERROR`,cause:e});return e}var zt=new class{constructor(){Object.defineProperty(this,"controller",{enumerable:!0,configurable:!0,writable:!0,value:void 0})}createNewAbortSignal(){if(this.controller){let e=Error(`Cancelling existing WebAuthn API call for new one`);e.name=`AbortError`,this.controller.abort(e)}let e=new AbortController;return this.controller=e,e.signal}cancelCeremony(){if(this.controller){let e=Error(`Manually cancelling existing WebAuthn API call`);e.name=`AbortError`,this.controller.abort(e),this.controller=void 0}}},Bt=[`cross-platform`,`platform`];function Vt(e){if(e&&!(Bt.indexOf(e)<0))return e}async function Ht(e){!e.optionsJSON&&e.challenge&&(console.warn(`startRegistration() was not called correctly. It will try to continue with the provided options, but this call should be refactored to use the expected call structure instead. See https://simplewebauthn.dev/docs/packages/browser#typeerror-cannot-read-properties-of-undefined-reading-challenge for more information.`),e={optionsJSON:e});let{optionsJSON:t,useAutoRegister:n=!1}=e;if(!Pt())throw Error(`WebAuthn is not supported in this browser`);let r={...t,challenge:Nt(t.challenge),user:{...t.user,id:Nt(t.user.id)},excludeCredentials:t.excludeCredentials?.map(It)},i={};n&&(i.mediation=`conditional`),i.publicKey=r,i.signal=zt.createNewAbortSignal();let a;try{a=await navigator.credentials.create(i)}catch(e){throw Rt({error:e,options:i})}if(!a)throw Error(`Registration was not completed`);let{id:o,rawId:s,response:c,type:l}=a,u;typeof c.getTransports==`function`&&(u=c.getTransports());let d;if(typeof c.getPublicKeyAlgorithm==`function`)try{d=c.getPublicKeyAlgorithm()}catch(e){Ut(`getPublicKeyAlgorithm()`,e)}let f;if(typeof c.getPublicKey==`function`)try{let e=c.getPublicKey();e!==null&&(f=Y(e))}catch(e){Ut(`getPublicKey()`,e)}let p;if(typeof c.getAuthenticatorData==`function`)try{p=Y(c.getAuthenticatorData())}catch(e){Ut(`getAuthenticatorData()`,e)}return{id:o,rawId:Y(s),response:{attestationObject:Y(c.attestationObject),clientDataJSON:Y(c.clientDataJSON),transports:u,publicKeyAlgorithm:d,publicKey:f,authenticatorData:p},type:l,clientExtensionResults:a.getClientExtensionResults(),authenticatorAttachment:Vt(a.authenticatorAttachment)}}function Ut(e,t){console.warn(`The browser extension that intercepted this WebAuthn API call incorrectly implemented ${e}. You should report this error to them.\n`,t)}function Wt(){if(!Pt())return Gt.stubThis(new Promise(e=>e(!1)));let e=globalThis.PublicKeyCredential;return e?.isConditionalMediationAvailable===void 0?Gt.stubThis(new Promise(e=>e(!1))):Gt.stubThis(e.isConditionalMediationAvailable())}var Gt={stubThis:e=>e};function Kt({error:e,options:t}){let{publicKey:n}=t;if(!n)throw Error(`options was missing required publicKey property`);if(e.name===`AbortError`){if(t.signal instanceof AbortSignal)return new X({message:`Authentication ceremony was sent an abort signal`,code:`ERROR_CEREMONY_ABORTED`,cause:e})}else if(e.name===`NotAllowedError`)return new X({message:e.message,code:`ERROR_PASSTHROUGH_SEE_CAUSE_PROPERTY`,cause:e});else if(e.name===`SecurityError`){let t=globalThis.location.hostname;if(!Lt(t))return new X({message:`${globalThis.location.hostname} is an invalid domain`,code:`ERROR_INVALID_DOMAIN`,cause:e});if(n.rpId!==t)return new X({message:`The RP ID "${n.rpId}" is invalid for this domain`,code:`ERROR_INVALID_RP_ID`,cause:e})}else if(e.name===`UnknownError`)return new X({message:`The authenticator was unable to process the specified options, or could not create a new assertion signature`,code:`ERROR_AUTHENTICATOR_GENERAL_ERROR`,cause:e});return e}async function qt(e){!e.optionsJSON&&e.challenge&&(console.warn(`startAuthentication() was not called correctly. It will try to continue with the provided options, but this call should be refactored to use the expected call structure instead. See https://simplewebauthn.dev/docs/packages/browser#typeerror-cannot-read-properties-of-undefined-reading-challenge for more information.`),e={optionsJSON:e});let{optionsJSON:t,useBrowserAutofill:n=!1,verifyBrowserAutofillInput:r=!0}=e;if(!Pt())throw Error(`WebAuthn is not supported in this browser`);let i;t.allowCredentials?.length!==0&&(i=t.allowCredentials?.map(It));let a={...t,challenge:Nt(t.challenge),allowCredentials:i},o={};if(n){if(!await Wt())throw Error(`Browser does not support WebAuthn autofill`);if(document.querySelectorAll(`input[autocomplete$='webauthn']`).length<1&&r)throw Error('No <input> with "webauthn" as the only or last value in its `autocomplete` attribute was detected');o.mediation=`conditional`,a.allowCredentials=[]}o.publicKey=a,o.signal=zt.createNewAbortSignal();let s;try{s=await navigator.credentials.get(o)}catch(e){throw Kt({error:e,options:o})}if(!s)throw Error(`Authentication was not completed`);let{id:c,rawId:l,response:u,type:d}=s,f;return u.userHandle&&(f=Y(u.userHandle)),{id:c,rawId:Y(l),response:{authenticatorData:Y(u.authenticatorData),clientDataJSON:Y(u.clientDataJSON),signature:Y(u.signature),userHandle:f},type:d,clientExtensionResults:s.getClientExtensionResults(),authenticatorAttachment:Vt(s.authenticatorAttachment)}}var Jt=()=>window.isSecureContext&&Pt(),Yt=e=>Jt()&&e.passkeys.some(({site:e})=>e===location.hostname),Xt=e=>e.ok?e.result?.kind===`web-authn`?{ok:!0,value:e.result.options}:{ok:!1,message:o(`stepUp.passkeyFailed`)}:e,Zt=async e=>{try{return{ok:!0,value:await e()}}catch{return{ok:!1,message:o(`stepUp.passkeyFailed`)}}},Qt=async(e,t)=>{let n=Xt(await e({type:`challenge`,purpose:t,origin:location.origin}));if(!n.ok)return n;let r=await Zt(()=>qt({optionsJSON:n.value}));return r.ok?{ok:!0,value:{method:`passkey`,response:{...r.value}}}:r},$t=async(e,t,n)=>{let r=Xt(await e({type:`begin-passkey`,origin:location.origin,stepUp:en(t)}));if(!r.ok)return r;let i=await Zt(()=>Ht({optionsJSON:r.value}));return i.ok?e({type:`add-passkey`,name:n,response:{...i.value}}):i},en=e=>e.method===`passkey`?{method:e.method,response:{...e.response}}:e.method===`pin`?{method:`pin`,code:e.code}:{method:`totp`,code:e.code},tn=e=>[...Yt(e)?[`passkey`]:[],...e.totp?[`totp`]:[],...e.pin?[`pin`]:[]];K(`steward-step-up`,class extends P{static properties={desk:{attribute:!1},hint:{attribute:!1},disabled:{type:Boolean},chosen:{state:!0}};static styles=[G,_`
      .step-up {
        display: grid;
        gap: var(--st-2);
      }
      .methods {
        display: flex;
        flex-wrap: wrap;
        gap: var(--st-2);
        margin: 0;
        padding: 0;
        border: 0;
      }
      .method {
        position: relative;
        display: inline-flex;
        align-items: center;
        min-height: 36px;
        padding: 0 var(--st-3);
        border: 1px solid var(--st-border-strong);
        border-radius: 999px;
        font-size: var(--st-size-small);
        font-weight: 600;
        cursor: pointer;
      }
      .method input {
        position: absolute;
        inset: 0;
        margin: 0;
        opacity: 0;
        cursor: pointer;
      }
      .method:has(:checked) {
        border-color: var(--st-accent);
        background: var(--st-accent-quiet);
        color: var(--st-accent);
      }
      .method:has(:focus-visible) {
        outline: 2px solid var(--st-accent);
        outline-offset: 2px;
      }
      .field {
        width: 100%;
        max-width: 20rem;
        letter-spacing: 0.08em;
      }
      .none {
        display: flex;
        gap: var(--st-2);
        font-size: var(--st-size-small);
      }
      code {
        font-family: var(--st-mono);
        overflow-wrap: anywhere;
      }
    `];constructor(){super(),this.disabled=!1}get#e(){let e=this.desk?.factors===void 0?[]:tn(this.desk.factors);return this.chosen!==void 0&&e.includes(this.chosen)?this.chosen:e[0]}async take(e){let{desk:t}=this,n=this.#e;if(t===void 0||n===void 0)return{ok:!1,message:o(`stepUp.none`)};if(n===`passkey`)return Qt(t.act,e);let r=this.renderRoot.querySelector(`.field`),i=r?.value.replaceAll(` `,``)??``;return i===``?(r?.focus(),{ok:!1,message:o(n===`pin`?`stepUp.pinMissing`:`stepUp.codeMissing`)}):(r!==null&&(r.value=``),{ok:!0,value:{method:n,code:i}})}render(){let{desk:e}=this;if(e?.factors===void 0)return A;let t=tn(e.factors),n=this.#e;return D`<div class="step-up">
      ${this.hint===void 0?A:D`<p class="small">${this.hint}</p>`}
      ${this.#t(e.factors)}
      ${n===void 0?this.#n(e):A}
      ${t.length>1?this.#r(t):A}
      ${n===void 0?A:this.#i(n)}
    </div>`}#t({lockedUntilMs:e}){let t=(e??0)-z();return t<=0?A:D`<p class="none error">
          ${q(`warning`)}<span>${o(`stepUp.locked`,{time:H(t+59999)})}</span>
        </p>`}#n({name:e}){return D`<p class="none">
      ${q(`shield`)}
      <span>${o(`stepUp.none`)} <code>steward step-up enroll --user "${e}"</code></span>
    </p>`}#r(e){return D`<fieldset class="methods" ?disabled=${this.disabled}>
      <legend class="unseen">${o(`stepUp.with`)}</legend>
      ${e.map(e=>D`<label class="method">
          <input
            type="radio"
            name="method"
            value=${e}
            .checked=${e===this.#e}
            @change=${()=>{this.chosen=e}}
          />
          ${o(`stepUp.${e}`)}
        </label>`)}
    </fieldset>`}#i(e){if(e===`passkey`)return D`<p class="small soft">${o(`stepUp.passkeyHint`)}</p>`;let t=o(e===`pin`?`request.pin`:`stepUp.code`);return D`<input
      class="field"
      type=${e===`pin`?`password`:`text`}
      inputmode="numeric"
      autocomplete=${e===`pin`?`off`:`one-time-code`}
      maxlength="12"
      placeholder=${t}
      aria-label=${t}
      ?disabled=${this.disabled}
      @keydown=${e=>{e.key===`Enter`&&(e.preventDefault(),this.dispatchEvent(new CustomEvent(`steward-send`)))}}
    />`}});var nn=_`
  article {
    display: grid;
    gap: var(--st-4);
  }
  header {
    display: grid;
    gap: var(--st-1);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--st-2);
    margin-bottom: var(--st-1);
  }
  h3 {
    font-size: var(--st-size-title);
    overflow-wrap: anywhere;
  }
  .asked::first-letter {
    text-transform: uppercase;
  }
  .end {
    display: grid;
    gap: var(--st-2);
    padding: var(--st-3);
    border-radius: var(--st-radius-small);
    background: var(--st-quiet);
  }
  .end .diff {
    background: var(--st-surface);
  }
  form {
    display: grid;
    gap: var(--st-3);
  }
  .answers {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: var(--st-3);
  }
  .take-back {
    justify-self: center;
    min-height: 36px;
    margin-block: calc(-1 * var(--st-1)) calc(-1 * var(--st-2));
    font-size: var(--st-size-small);
  }
  .failure {
    color: var(--st-error);
    font-weight: 600;
  }
  .failure:empty {
    display: none;
  }
`,Z=class{#e;#t;#n;constructor(e,t){this.#e=e,this.#t=t,e.addController(this)}hostConnected(){this.#n=setInterval(()=>this.#e.requestUpdate(),this.#t)}hostDisconnected(){clearInterval(this.#n)}},rn=400;K(`steward-approval`,class extends P{static properties={approval:{attribute:!1},decide:{attribute:!1},compact:{type:Boolean},embedded:{type:Boolean},desk:{attribute:!1},sending:{state:!0},failure:{state:!0}};static styles=[G,vt,wt,nn];#e=performance.now();constructor(){super(),this.compact=!1,this.embedded=!1,new Z(this,1e3)}focus(e){this.renderRoot.querySelector(`article`)?.focus(e)}render(){let{approval:e}=this;return D`<article class=${this.embedded?``:`card`} aria-label=${e.title} tabindex="-1">
      <header>
        <div class="row">${Dt(e.risk)}${this.#t()}</div>
        ${this.embedded?A:D`<h3>${e.title}</h3>`}
        <p class="asked soft small">
          ${o(`request.asked`,{name:e.requestedBy})}
          <q>${e.requestText}</q>
          <span title=${W(e.requestedAtMs)}>${U(e.requestedAtMs)}</span>
        </p>
      </header>
      ${this.compact?A:D`<steward-plan .approval=${e}></steward-plan>`}
      ${!this.compact&&ft(e)?Tt(e.requirement):A}
      ${this.#n()}
      ${this.decide!==void 0&&ft(e)?this.#r():A}
    </article>`}#t(){let{approval:e}=this;if(!ft(e))return D`<span class="small soft">${o(`state.${e.state}`)}</span>`;let t=e.expiresAtMs-z();return D`<span class="small soft number" title=${W(e.expiresAtMs)}>
      ${q(`clock`)}
      ${t>0?o(`request.expires`,{time:H(t)}):o(`request.expired`)}
    </span>`}#n(){let{decision:e,endedBecause:t,differences:n,state:r}=this.approval;if(e===void 0&&t===void 0)return A;let i=e===void 0?void 0:o(`state.by`,{state:o(r===`denied`?`state.denied`:`state.approved`),name:e.name,when:U(e.atMs)});return D`<section class="end">
      ${i===void 0?A:D`<p>
              ${i}
              ${e?.stepUp===void 0?A:D`<span class="small soft">
                      (${o(`state.confirmed`,{method:o(`stepUp.${e.stepUp}`)})})
                    </span>`}
            </p>`}
      ${(e?.reasons??[]).map(e=>D`<p class="small soft">${e}</p>`)}
      ${t===void 0?A:D`<p>${t}</p>`}
      ${n===void 0||n.length===0?A:D`<p class="small soft">${o(`request.changed`)}</p>
            ${bt(n)}`}
    </section>`}#r(){let{needsStepUp:e,risk:t,requestedBy:n,requirement:r}=this.approval,i=r.mayApprove.some(({userId:e})=>e===this.desk?.userId),a=this.sending!==void 0;return D`<form @submit=${e=>this.#a(e)}>
      ${e&&i?D`<steward-step-up
              .desk=${this.desk}
              .hint=${o(`stepUp.hint`)}
              ?disabled=${a}
              @steward-send=${()=>this.#i()?.requestSubmit()}
            ></steward-step-up>`:A}
      <p class="failure" role="alert">${this.failure??A}</p>
      <div class="answers">
        ${i?D`<button
                class="button filled ${t===`destructive`?`danger`:``}"
                type="submit"
                ?disabled=${a}
              >
                ${this.sending===`approve`?o(`request.sending`):o(`request.approve`)}
                <span class="unseen">: ${this.approval.title}</span>
              </button>`:D`<p class="small soft">${o(`requirement.notYou`)}</p>`}
        <button class="button outlined" type="button" ?disabled=${a} @click=${()=>this.#o(`deny`)}>
          ${this.sending===`deny`?o(`request.sending`):o(`request.deny`)}
          <span class="unseen">: ${this.approval.title}</span>
        </button>
      </div>
      ${this.desk?.name===n?D`<button
              class="button plain take-back"
              type="button"
              ?disabled=${a}
              @click=${()=>this.#o(`take-back`)}
            >
              ${this.sending===`take-back`?o(`request.sending`):o(`request.takeBack`)}
            </button>`:A}
    </form>`}#i(){return this.renderRoot.querySelector(`form`)}async#a(e){e.preventDefault();let t=this.renderRoot.querySelector(`steward-step-up`);if(t===null)return this.#o(`approve`);if(this.sending!==void 0)return;let n=await t.take(`approve ${this.approval.id}`);if(n.ok)return this.#o(`approve`,n.value);this.failure=n.message}async#o(e,t){if(this.decide===void 0||this.sending!==void 0||performance.now()-this.#e<rn)return;this.sending=e,this.failure=void 0;let n=await this.decide(this.approval,e,t);this.sending=void 0,n.ok||(this.failure=n.message)}});var an=[`watch`,`ask`,`assist`,`autopilot`],on=_`
  :host {
    display: grid;
    gap: var(--st-3);
  }
  form,
  .card {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--st-3);
  }
  .list {
    display: grid;
    gap: var(--st-3);
  }
  .list li {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    gap: var(--st-1) var(--st-3);
    align-items: start;
  }
  .list li + li {
    padding-top: var(--st-3);
    border-top: 1px solid var(--st-divider);
  }
  .list .icon {
    margin-top: 2px;
    color: var(--st-text-soft);
  }
  .list p {
    overflow-wrap: anywhere;
  }
  fieldset {
    display: grid;
    gap: var(--st-2);
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0;
    margin-bottom: var(--st-2);
    font-size: var(--st-size-small);
  }
  .level {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0 var(--st-3);
    padding: var(--st-3);
    border: 1px solid var(--st-divider);
    border-radius: var(--st-radius-small);
    cursor: pointer;
  }
  .level:has(:checked) {
    border-color: var(--st-accent);
    background: var(--st-accent-quiet);
  }
  .level input {
    margin: 4px 0 0;
    accent-color: var(--st-accent);
  }
  .level span {
    grid-column: 2;
  }
  .level .name {
    font-weight: 600;
  }
  .grid {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(14rem, 100%), 1fr));
    gap: var(--st-3);
  }
  label.text {
    display: grid;
    gap: var(--st-1);
    align-content: start;
    font-size: var(--st-size-small);
  }
  .text .field {
    width: 100%;
    font-size: var(--st-size-body);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--st-2) var(--st-3);
  }
  .key {
    padding: var(--st-3);
    border-radius: var(--st-radius-small);
    background: var(--st-quiet);
    font-family: var(--st-mono);
    font-size: 1.05rem;
    letter-spacing: 0.05em;
    overflow-wrap: anywhere;
    user-select: all;
  }
  .failure {
    color: var(--st-error);
    font-weight: 600;
  }
  p:empty {
    display: none;
  }
`,sn=36e5,cn=[1,8,24,168,720,null];K(`steward-autonomy`,class extends P{static properties={settings:{attribute:!1},desk:{attribute:!1},isOpen:{state:!0},busy:{state:!0},failure:{state:!0}};static styles=[G,on];render(){return D`<div class="card">
      ${this.settings.length===0?D`<p>${o(`autonomy.none`)}</p>`:D`<ul class="list">${this.settings.map(e=>this.#e(e))}</ul>`}
      ${this.isOpen?this.#n():this.#t()}
    </div>`}#e({level:e,workflow:t,scope:n,setBy:r,setAtMs:i,untilMs:a,because:s}){let c=this.desk.workflows.find(({name:e})=>e===t)?.title??t;return D`<li>
      ${q(`shield`)}
      <div>
        <p>
          <strong>${o(`autonomy.${e}`)}</strong> ·
          ${c??o(`autonomy.everyWorkflow`)} · ${n??o(`autonomy.everything`)}
        </p>
        <p class="small soft">
          ${o(`autonomy.setBy`,{name:r,when:W(i)})}
          ${a===void 0?o(`autonomy.forGood`):o(`autonomy.until`,{time:W(a)})}
          <q>${s}</q>
        </p>
      </div>
    </li>`}#t(){return D`<div class="actions">
      <button
        class="button outlined"
        @click=${()=>{this.isOpen=!0}}
      >
        ${o(`autonomy.change`)}
      </button>
    </div>`}#n(){return D`<form @submit=${e=>this.#i(e)}>
      <fieldset ?disabled=${this.busy}>
        <legend>${o(`autonomy.level`)}</legend>
        ${an.map(e=>D`<label class="level">
            <input type="radio" name="level" value=${e} ?checked=${e===`ask`} />
            <span class="name">${o(`autonomy.${e}`)}</span>
            <span class="small soft">${o(`autonomy.${e}Meaning`)}</span>
          </label>`)}
      </fieldset>
      <div class="grid">
        <label class="text">
          ${o(`autonomy.workflow`)}
          <select class="field" name="workflow">
            <option value="">${o(`autonomy.everyWorkflow`)}</option>
            ${this.desk.workflows.map(({name:e,title:t})=>D`<option value=${e}>${t}</option>`)}
          </select>
        </label>
        <label class="text">
          ${o(`autonomy.scope`)}
          <input class="field" name="scope" maxlength="200" placeholder=${o(`autonomy.everything`)} />
        </label>
        <label class="text">
          ${o(`autonomy.span`)}
          <select class="field" name="span">
            ${cn.map(e=>D`<option value=${e??``} ?selected=${e===24}>${this.#r(e)}</option>`)}
          </select>
        </label>
      </div>
      <p class="small soft">${o(`autonomy.scopeHint`)}</p>
      <label class="text">
        ${o(`autonomy.because`)}
        <input class="field" name="because" required maxlength="500" />
      </label>
      <steward-step-up
        .desk=${this.desk}
        .hint=${o(`autonomy.stepUpHint`)}
        ?disabled=${this.busy}
        @steward-send=${()=>this.renderRoot.querySelector(`form`)?.requestSubmit()}
      ></steward-step-up>
      <p class="failure small" role="alert">${this.failure??A}</p>
      <div class="actions">
        <button class="button filled" type="submit" ?disabled=${this.busy}>${o(`autonomy.set`)}</button>
        <button
          class="button plain"
          type="button"
          @click=${()=>{this.isOpen=!1,this.failure=void 0}}
        >
          ${o(`autonomy.keep`)}
        </button>
      </div>
    </form>`}#r(e){if(e===null)return o(`autonomy.spanForGood`);let t=e/24;return new Intl.NumberFormat(a(),{style:`unit`,unit:t>=1?`day`:`hour`,unitDisplay:`long`}).format(t>=1?t:e)}async#i(e){e.preventDefault();let t=this.renderRoot.querySelector(`steward-step-up`);if(t===null||this.busy)return;let n=new FormData(e.target),r=e=>String(n.get(e)??``).trim();this.busy=!0,this.failure=void 0;let i=await t.take(`set-autonomy`),a=i.ok?await this.desk.act({type:`set-autonomy`,level:r(`level`),workflow:r(`workflow`)||null,scope:r(`scope`)||null,because:r(`because`),...r(`span`)===``?{}:{untilMs:z()+Number(r(`span`))*sn},stepUp:en(i.value)}):i;this.busy=!1,a.ok?(this.isOpen=!1,this.desk.announce(o(`autonomy.wasSet`))):this.failure=a.message}}),K(`steward-banners`,class extends P{static properties={overview:{attribute:!1},connection:{attribute:!1},receivedAtMs:{attribute:!1},demo:{type:Boolean}};static styles=[G,_`
      :host {
        display: grid;
        gap: var(--st-2);
      }
      :host(:not([filled])) {
        display: none;
      }
      .banner {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: var(--st-3);
        padding: var(--st-2) var(--st-4);
        border-radius: var(--st-radius);
        font-size: var(--st-size-small);
        color: var(--st-text);
        background: var(--st-accent-quiet);
      }
      .banner strong {
        font-weight: 600;
      }
      .banner .icon {
        color: var(--st-accent);
      }
      .lost {
        background: color-mix(in oklab, var(--st-error) 12%, var(--st-surface));
      }
      .lost .icon {
        color: var(--st-error);
      }
      .stale {
        background: color-mix(in oklab, var(--st-warning) 14%, var(--st-surface));
      }
      .stale .icon {
        color: var(--st-warning);
      }
    `];constructor(){super(),this.connection=`connecting`,this.demo=!1,new Z(this,15e3)}render(){let e=this.#e(),t=(this.overview?.systems??[]).filter(e=>!e.isReachable),n=this.demo&&this.overview?.isDemo===!0;return this.toggleAttribute(`filled`,e!==A||t.length>0||n),D`<div role="status">${e}</div>
      ${t.map(e=>this.#t(e))}
      ${n?this.#n(``,`container`,o(`app.demo`),o(`app.demoDetail`)):A}`}#e(){return this.connection===`disconnected`?this.#n(`lost`,`connection`,o(`connection.none`)):this.connection===`lost`?this.receivedAtMs===void 0?this.#n(`lost`,`connection`,o(`connection.never`)):this.#n(`lost`,`connection`,o(`connection.lost`),o(`connection.lostDetail`,{time:lt(this.receivedAtMs)})):A}#t({system:e,readAtMs:t,error:n}){let r=t===void 0?o(`connection.neverRead`,{system:e}):o(`connection.stale`,{system:e,age:H(z()-t)});return this.#n(`stale`,`warning`,r,n)}#n(e,t,n,r){return D`<div class="banner ${e}">
      ${q(t)}
      <p><strong>${n}</strong> ${r??A}</p>
    </div>`}});var ln=(e,t)=>{let{nodes:n=[],guests:r=[],pools:i=[],storages:a=[],disks:o=[]}=e?.inventory??{};return[...n,...r,...i,...a,...o].find(e=>e.ref===t)?.name},un=1600,dn=.85,fn=(e,t)=>{let n=Math.min(1,un/Math.max(e,t));return{width:Math.max(1,Math.round(e*n)),height:Math.max(1,Math.round(t*n))}},pn=async e=>{let t=new Uint8Array(await e.arrayBuffer()),n=``;for(let e=0;e<t.length;e+=32768)n+=String.fromCharCode(...t.subarray(e,e+32768));return btoa(n)},mn=async e=>{try{let t=await createImageBitmap(e),n=fn(t.width,t.height),r=document.createElement(`canvas`);Object.assign(r,n),r.getContext(`2d`)?.drawImage(t,0,0,n.width,n.height),t.close();let i=await new Promise(e=>{r.toBlob(e,`image/jpeg`,dn)});return i===null?void 0:{mediaType:`image/jpeg`,data:await pn(i),preview:URL.createObjectURL(i)}}catch{return}},hn=({preview:e})=>URL.revokeObjectURL(e),gn=(e,t,n=3)=>{let{pools:r=[],nodes:i=[],guests:a=[]}=e?.inventory??{},s=r.toSorted((e,t)=>t.usedBytes/t.totalBytes-e.usedBytes/e.totalBytes)[0],c=a.find(e=>e.status===`stopped`),l=i.find(e=>e.health!==`ok`)??i[0],u=t.at(-1)?.toLowerCase()??``,d=[...[...i,...a].some(({name:e})=>u.includes(e.toLowerCase()))?[o(`ask.memory`)]:[],...e!==void 0&&e.problems.length>0?[o(`ask.wrong`)]:[],...s===void 0?[]:[o(`ask.pool`,{name:s.name})],...c===void 0?[]:[o(`ask.start`,{name:c.name})],...e!==void 0&&pt(e).length>0?[o(`ask.waits`)]:[],...l===void 0?[]:[o(`ask.node`,{name:l.name})],o(`ask.down`),o(`ask.happened`),o(`ask.running`)],f=new Set(t.map(e=>e.toLowerCase()));return d.filter(e=>!f.has(e.toLowerCase())).slice(0,n)},_n=({pictures:e})=>e.length===0?A:D`<div class="pictures">
        ${e.map(({preview:e},t)=>D`<img src=${e} alt=${o(`chat.picture`,{number:t+1})} />`)}
      </div>`,vn=({doing:e})=>D`<span class="dots" role="img" aria-label=${o(`chat.thinking`)}><span></span><span></span><span></span></span>
    ${e===void 0?A:D`<span class="doing soft small">${e}</span>`}`,yn=({name:e,workflow:t})=>D`<details class="draft" open>
  <summary>${q(`chevron`)}<span class="tag">${o(`chat.draft`)}</span> <code>${e}.yaml</code></summary>
  <pre tabindex="0" aria-label=${o(`chat.draftFile`,{name:e})}>${t}</pre>
  <p class="small soft">${o(`chat.draftNote`)}</p>
</details>`,bn=(e,t)=>{let n=new Map(e.map(({source:e,atMs:n})=>[t(e)??e,n]));return n.size===0?A:D`<p class="evidence small soft">
        ${o(`chat.evidence`)}
        ${[...n].map(([e,t],n)=>D`${n===0?``:`, `}<span title=${o(`chat.readAt`,{when:W(t)})}>${e}</span>`)}
      </p>`},xn=(e,t,n)=>{let{question:r,answer:i,stop:a,isError:s,approvalId:c,draft:l,evidence:u}=e;return D`<div class="turn">
    ${_n(e)}
    <p class="question"><span class="unseen">${o(`chat.you`)}: </span>${r}</p>
    <div class="answer ${s?`failed`:``}">
      <p>
        <span class="unseen">${o(`chat.steward`)}: </span>
        ${i===``&&a!==void 0?vn(e):D`<span class="words">${i}</span>`}
      </p>
      ${bn(u,n)}
      ${l===void 0?A:yn(l)}
      ${c===void 0?A:D`<button class="button plain show" @click=${()=>t(c)}>
              ${o(`chat.showRequest`)}${q(`chevron`)}
            </button>`}
    </div>
  </div>`},Sn=_`
  :host {
    height: 100%;
    min-height: 0;
  }
  .chat {
    display: flex;
    flex-direction: column;
    height: 100%;
    min-height: 0;
  }
  .log {
    flex: 1;
    min-height: 0;
    overflow-y: auto;
    overscroll-behavior: contain;
    padding: var(--st-4);
    display: flex;
    flex-direction: column;
    gap: var(--st-5);
  }
  .log:focus-visible {
    outline-offset: -3px;
  }
  .welcome {
    margin: auto;
    max-width: 30ch;
    text-align: center;
    display: grid;
    gap: var(--st-2);
    justify-items: center;
  }
  .welcome .sign {
    width: 40px;
    height: 40px;
    margin-bottom: var(--st-2);
  }
  .welcome strong {
    font-weight: 600;
  }
  .turn {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--st-3);
  }
  .question {
    justify-self: end;
    max-width: 85%;
    padding: var(--st-2) var(--st-3);
    border-radius: var(--st-radius) var(--st-radius) 4px var(--st-radius);
    background: var(--st-accent-quiet);
    overflow-wrap: anywhere;
  }
  .answer {
    max-width: 92%;
    padding-left: var(--st-3);
    border-left: 2px solid var(--st-accent);
  }
  .words {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .answer.failed {
    border-color: var(--st-error);
  }
  .show {
    min-height: 36px;
    margin-left: calc(-1 * var(--st-2));
    font-size: var(--st-size-small);
  }
  .dots {
    display: inline-flex;
    gap: 4px;
    padding: var(--st-1) 0;
  }
  .dots span {
    width: 6px;
    height: 6px;
    border-radius: 50%;
    background: var(--st-text-soft);
    animation: breathe 1.2s ease-in-out infinite;
  }
  .dots span:nth-child(2) {
    animation-delay: 0.15s;
  }
  .dots span:nth-child(3) {
    animation-delay: 0.3s;
  }
  @keyframes breathe {
    50% {
      opacity: 0.25;
    }
  }
  .doing {
    margin-left: var(--st-2);
    overflow-wrap: anywhere;
  }
  .evidence {
    margin-top: var(--st-1);
    overflow-wrap: anywhere;
  }
  .draft {
    margin-top: var(--st-3);
  }
  .draft summary {
    display: flex;
    align-items: center;
    gap: var(--st-2);
    min-height: 36px;
    cursor: pointer;
    list-style: none;
  }
  .draft[open] summary .icon {
    transform: rotate(90deg);
  }
  .draft code,
  .draft pre {
    font-family: var(--st-mono);
    font-size: var(--st-size-small);
  }
  .draft code {
    overflow-wrap: anywhere;
  }
  .draft pre {
    max-height: 320px;
    margin: var(--st-2) 0;
    padding: var(--st-3);
    overflow: auto;
    border: 1px solid var(--st-divider);
    border-radius: var(--st-radius);
    background: var(--st-quiet);
    line-height: 1.5;
  }
  .tag {
    padding: 0 var(--st-2);
    border: 1px solid var(--st-warning);
    border-radius: 999px;
    color: var(--st-warning);
    font-size: var(--st-size-small);
    font-weight: 600;
  }
  .suggestions {
    display: flex;
    gap: var(--st-2);
    padding: var(--st-1) var(--st-4) var(--st-3);
    overflow-x: auto;
    scrollbar-width: none;
  }
  .chip {
    min-height: 36px;
    padding: var(--st-1) var(--st-3);
    border: 1px solid var(--st-divider);
    border-radius: 999px;
    background: transparent;
    font-size: var(--st-size-small);
    white-space: nowrap;
    cursor: pointer;
  }
  @media (pointer: fine) {
    .suggestions {
      flex-wrap: wrap;
    }
  }
  .chip:hover {
    border-color: var(--st-accent);
    background: var(--st-accent-quiet);
  }
  form {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: var(--st-2);
    padding: var(--st-3) var(--st-4);
    border-top: 1px solid var(--st-divider);
  }
  form.with-pictures {
    grid-template-columns: auto 1fr auto;
  }
  .field {
    min-width: 0;
    border-radius: 22px;
    padding-inline: var(--st-4);
  }
  .pictures,
  .attached {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--st-2);
  }
  .pictures {
    justify-content: end;
  }
  .pictures img {
    max-width: min(60%, 220px);
    max-height: 180px;
    border-radius: var(--st-radius);
  }
  .attached {
    padding: var(--st-2) var(--st-4) var(--st-3);
  }
  .thumb {
    position: relative;
    display: inline-flex;
  }
  .thumb img {
    width: 56px;
    height: 56px;
    object-fit: cover;
    border-radius: 8px;
    border: 1px solid var(--st-divider);
  }
  .remove {
    position: absolute;
    top: -8px;
    right: -8px;
    width: 24px;
    height: 24px;
    padding: 0;
    border: 1px solid var(--st-divider);
    border-radius: 50%;
    background: var(--st-surface);
    color: inherit;
    line-height: 1;
    cursor: pointer;
  }
  label.round {
    cursor: pointer;
  }
  label.round:focus-within {
    outline: 2px solid var(--st-accent);
    outline-offset: 2px;
  }
  .round {
    width: 44px;
    padding: 0;
    border-radius: 50%;
  }
`;K(`steward-chat`,class extends P{static properties={link:{attribute:!1},overview:{attribute:!1},connected:{type:Boolean},takesPictures:{type:Boolean},exchanges:{state:!0},said:{state:!0},pictures:{state:!0},note:{state:!0}};static styles=[G,Sn];#e=0;constructor(){super(),this.connected=!1,this.takesPictures=!1,this.exchanges=[],this.said=``,this.pictures=[],this.note=``}updated(e){if(!e.has(`exchanges`))return;let t=this.renderRoot.querySelector(`.log`);t?.scrollTo({top:t.scrollHeight})}focusField(){matchMedia(`(pointer: fine)`).matches&&this.#a()?.focus()}render(){let e=this.exchanges.find(e=>e.stop!==void 0);return D`<div class="chat">
      <div class="log" role="region" tabindex="0" aria-label=${o(`chat.log`)}>
        ${this.exchanges.length===0?D`<div class="welcome">
                ${Ct()}
                <strong>${o(`chat.empty`)}</strong>
                <p class="soft small">${o(`chat.emptyDetail`)}</p>
              </div>`:L(this.exchanges,e=>e.id,e=>xn(e,e=>this.#d(e),e=>ln(this.overview,e)))}
      </div>
      <p class="unseen" aria-live="polite">${this.said}</p>
      ${e===void 0?this.#r():A}
      ${this.#n()}
      <form class=${this.takesPictures?`with-pictures`:``} @submit=${e=>this.#i(e)} @paste=${e=>this.#s(e.clipboardData?.files)}>
        ${this.takesPictures?this.#t():A}
        <input
          class="field"
          name="sentence"
          autocomplete="off"
          enterkeyhint="send"
          maxlength="2000"
          placeholder=${this.connected?o(`chat.placeholder`):o(`chat.offline`)}
          aria-label=${o(`chat.input`)}
        />
        ${e===void 0?D`<button class="button filled round" aria-label=${o(`chat.send`)} ?disabled=${!this.connected}>
                ${q(`send`)}
              </button>`:D`<button
                class="button outlined round"
                type="button"
                aria-label=${o(`chat.stop`)}
                @click=${()=>e.stop?.()}
              >
                ${q(`stop`)}
              </button>`}
      </form>
    </div>`}#t(){return D`<label class="button plain round" title=${o(`chat.addPicture`)}>
      <span class="unseen">${o(`chat.addPicture`)}</span>${q(`camera`)}
      <input
        class="unseen"
        type="file"
        accept="image/*"
        multiple
        @change=${e=>this.#o(e)}
      />
    </label>`}#n(){return this.pictures.length===0&&this.note===``?A:D`<div class="attached">
      ${this.pictures.map((e,t)=>{let n=t+1;return D`<span class="thumb">
          <img src=${e.preview} alt=${o(`chat.picture`,{number:n})} />
          <button class="remove" aria-label=${o(`chat.removePicture`,{number:n})} @click=${()=>this.#c(e)}>
            ×
          </button>
        </span>`})}
      ${this.note===``?A:D`<span class="small soft" role="status">${this.note}</span>`}
    </div>`}#r(){if(!this.connected)return A;let e=gn(this.overview,this.exchanges.map(e=>e.question));return D`<div class="suggestions" role="group" aria-label=${o(`chat.suggestions`)}>
      ${e.map(e=>D`<button class="chip" @click=${()=>this.ask(e)}>${e}</button>`)}
    </div>`}#i(e){e.preventDefault();let t=this.#a(),n=t?.value.trim()??``,r=n===``&&this.pictures.length>0?o(`chat.pictureQuestion`):n,i=this.exchanges.some(e=>e.stop!==void 0);if(t===null||r===``||i||!this.connected)return;t.value=``;let a=this.pictures;this.pictures=[],this.ask(r,a)}#a(){return this.renderRoot.querySelector(`input.field`)}#o(e){let t=e.target;this.#s(t.files??void 0).then(()=>{t.value=``})}async#s(e){if(this.note=``,this.takesPictures)for(let t of[...e??[]].filter(({type:e})=>e.startsWith(`image/`))){if(this.pictures.length===3)return;let e=await mn(t);e===void 0?this.note=o(`chat.pictureUnreadable`):this.pictures=[...this.pictures,e]}}#c(e){hn(e),this.pictures=this.pictures.filter(t=>t!==e)}ask(e,t=[]){this.#e+=1;let n={id:this.#e,question:e,pictures:t,answer:``,stop:()=>{},isError:!1,approvalId:void 0,doing:void 0,draft:void 0,evidence:[]},r=[...this.exchanges,n];for(let e of r.slice(0,-100))e.pictures.forEach(hn);this.exchanges=r.slice(-100);let i=this.link.ask(e,{delta:e=>this.#u(n,{answer:n.answer+e}),progress:e=>this.#u(n,{doing:e}),end:e=>this.#l(n,e)},t);n.stop!==void 0&&(n.stop=i),this.focusField()}#l(e,t){if(t.kind===`final`){let{speech:n,outcome:r,approvalId:i,draft:a,evidence:s=[]}=t.reply,c=n===``&&r===`delegate`?o(`chat.delegate`):n;this.#u(e,{answer:c,stop:void 0,isError:r===`error`,approvalId:i,draft:a,evidence:s})}else{let n=t.kind===`cancelled`?o(`chat.stopped`):t.kind===`lost`?o(`chat.lost`):t.message;this.#u(e,{answer:[e.answer,n].filter(Boolean).join(`
`),stop:void 0,isError:t.kind!==`cancelled`})}this.said=e.answer}#u(e,t){Object.assign(e,t),this.exchanges=[...this.exchanges]}#d(e){this.dispatchEvent(new CustomEvent(`steward-show-request`,{detail:{approvalId:e},bubbles:!0,composed:!0}))}});var Cn=({outcome:e})=>e===void 0?{icon:`unknown`,text:o(`egress.unknown`)}:e===`200`?{icon:`ok`,text:o(`egress.answered`)}:e===`cancelled`?{icon:`unknown`,text:o(`egress.cancelled`)}:/^\d{3}$/.test(e)?{icon:`warning`,text:o(`egress.refused`,{status:e})}:{icon:`warning`,text:o(`egress.noAnswer`,{reason:e})},Q=(e,t,n,r=``)=>D`<div class="empty ${r}">
    ${q(e)}
    <strong>${t}</strong>
    ${n===void 0?A:D`<p>${n}</p>`}
  </div>`,wn=_`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--st-3);
  }
  .total {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0 var(--st-3);
  }
  .list {
    padding: 0;
    overflow: hidden;
  }
  details + details {
    border-top: 1px solid var(--st-divider);
  }
  summary {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto auto;
    gap: var(--st-1) var(--st-3);
    align-items: center;
    min-height: 44px;
    padding: var(--st-3) var(--st-4);
  }
  summary:hover {
    background: var(--st-quiet);
  }
  summary:focus-visible {
    outline-offset: -2px;
  }
  .what {
    display: grid;
  }
  .title {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .chevron {
    color: var(--st-text-soft);
  }
  details[open] .chevron {
    transform: rotate(90deg);
  }
  .record {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--st-3);
    padding: var(--st-2) var(--st-4) var(--st-4);
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: var(--st-2);
  }
  pre {
    max-height: 60vh;
    margin: 0;
    padding: var(--st-3);
    overflow: auto;
    border-radius: var(--st-radius-small);
    background: var(--st-quiet);
    font-family: var(--st-mono);
    font-size: var(--st-size-small);
    line-height: 1.5;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .digest {
    overflow-wrap: anywhere;
  }
  .failure {
    color: var(--st-error);
    font-weight: 600;
  }
  .failure:empty {
    display: none;
  }
  .centred {
    text-align: center;
  }
`,Tn=e=>{try{return JSON.stringify(JSON.parse(e),null,2).replace(/(?<!\\)((?:\\\\)*)\\n/g,`$1
`)}catch{return e}};K(`steward-egress-body`,class extends P{static properties={desk:{attribute:!1},entry:{attribute:!1},body:{state:!0},isTold:{state:!0},isRaw:{state:!0},failure:{state:!0}};static styles=[G,wn];firstUpdated(e){this.#e()}async#e(){let e=await this.desk.act({type:`show-egress`,number:this.entry.number});this.failure=e.ok?void 0:e.message,e.ok&&e.result?.kind===`egress-body`&&(this.body=e.result.body,this.isTold=!0)}#t(e,t){return D`<button
      class="button ${(this.isRaw??!1)===e?`outlined`:`plain`}"
      aria-pressed=${(this.isRaw??!1)===e?`true`:`false`}
      @click=${()=>{this.isRaw=e}}
    >
      ${t}
    </button>`}render(){let{atMs:e,digest:t}=this.entry;return D`<div class="record">
      <p class="failure" role="alert">${this.failure??A}</p>
      ${this.isTold===!0?this.body===void 0?D`<p class="soft">${o(`egress.bodyGone`)}</p>`:D`<div class="choices" role="group" aria-label=${o(`egress.form`)}>
                  ${this.#t(!1,o(`egress.readable`))} ${this.#t(!0,o(`egress.raw`))}
                </div>
                <pre tabindex="0" aria-label=${o(`egress.body`)}>${this.isRaw===!0?this.body:Tn(this.body)}</pre>`:A}
      <p class="small soft digest">${W(e)} · SHA-256 <span class="mono">${t}</span></p>
    </div>`}}),K(`steward-egress`,class extends P{static properties={desk:{attribute:!1},entries:{state:!0},hasMore:{state:!0},totalBytes:{state:!0},failure:{state:!0},opened:{state:!0}};static styles=[G,wn];constructor(){super(),this.hasMore=!1,this.totalBytes=0,this.opened=new Set,new Z(this,3e4)}willUpdate(e){e.has(`desk`)&&this.desk?.isAdmin===!0&&this.entries===void 0&&this.#e()}async#e(e){let t=await this.desk?.act({type:`list-egress`,...e===void 0?{}:{before:e}});if(t===void 0||(this.failure=t.ok?void 0:t.message,!t.ok||t.result?.kind!==`egress`))return;let{entries:n,hasMore:r,totalBytes:i}=t.result;this.entries=e===void 0?n:[...this.entries??[],...n],this.hasMore=r,this.totalBytes=i}render(){return this.desk===void 0?A:this.desk.isAdmin?D`<p class="failure" role="alert">${this.failure??A}</p>
      ${this.entries===void 0?A:this.#t(this.entries)}`:D`<div class="card">${Q(`shield`,o(`egress.adminsOnly`))}</div>`}#t(e){return e.length===0?D`<div class="card">
        ${this.totalBytes===0?Q(`shield`,o(`egress.none`),o(`egress.noneDetail`)):Q(`shield`,o(`egress.noneKept`,{total:B(this.totalBytes)}))}
      </div>`:D`<p class="soft total">
        <span>${o(`egress.total`,{total:B(this.totalBytes)})}</span>
        <button class="button plain" @click=${()=>void this.#e()}>${o(`egress.refresh`)}</button>
      </p>
      <div class="card list">
        ${L(e,({number:e})=>e,e=>this.#n(e))}
      </div>
      ${this.hasMore?D`<p class="centred">
              <button class="button plain" @click=${()=>void this.#e(e.at(-1)?.number)}>
                ${o(`history.more`)}
              </button>
            </p>`:A}`}#n(e){let t=Cn(e);return D`<details
      @toggle=${t=>{t.target.open&&(this.opened=new Set([...this.opened,e.number]))}}
    >
      <summary>
        ${q(t.icon,t.icon)}
        <span class="what">
          <span class="title">${e.purpose} · ${e.model}</span>
          <span class="small soft">
            ${t.text}${e.attempt>1?` · ${o(`egress.attempt`,{number:e.attempt})}`:A}
            · <span title=${W(e.atMs)}>${U(e.atMs)}</span>
          </span>
        </span>
        <span class="number soft">${B(e.bytes)}</span>
        ${q(`chevron`,`chevron`)}
      </summary>
      ${this.opened.has(e.number)?D`<steward-egress-body .entry=${e} .desk=${this.desk}></steward-egress-body>`:A}
    </details>`}}),K(`steward-factors`,class extends P{static properties={desk:{attribute:!1},wanted:{state:!0},secret:{state:!0},busy:{state:!0},failure:{state:!0}};static styles=[G,on];render(){let{factors:e}=this.desk;return e===void 0?A:D`<div class="card">
      <ul class="list">
        ${this.#n(e)} ${this.#r(e)} ${this.#i(e)}
      </ul>
      ${this.secret===void 0?this.wanted===void 0?A:this.#a(this.wanted):this.#o(this.secret)}
    </div>`}#e(e,t,n,r){return D`<li>
      ${q(e)}
      <div>
        <p><strong>${t}</strong></p>
        <p class="small soft">${n}</p>
      </div>
      ${r}
    </li>`}#t(e,t,n){return D`<button
      class="button plain"
      ?disabled=${this.busy}
      @click=${()=>{this.wanted=n,this.secret=void 0,this.failure=void 0}}
    >
      ${e}<span class="unseen">: ${t}</span>
    </button>`}#n({pin:e}){return this.#e(`shield`,o(`stepUp.pin`),o(e?`factors.pinSet`:`factors.pinNone`),A)}#r({totp:e}){return this.#e(`clock`,o(`stepUp.totp`),o(e?`factors.totpSet`:`factors.totpNone`),e?this.#t(o(`factors.remove`),o(`stepUp.totp`),{kind:`remove-totp`}):this.#t(o(`factors.add`),o(`stepUp.totp`),{kind:`add-totp`}))}#i({passkeys:e}){let t=o(Jt()?`factors.passkeyHint`:`factors.passkeyNotHere`);return D`${this.#e(`people`,o(`stepUp.passkey`),t,Jt()?this.#t(o(`factors.add`),o(`stepUp.passkey`),{kind:`add-passkey`}):A)}
    ${e.map(({id:e,name:t,addedAtMs:n,site:r})=>this.#e(`ok`,t,o(`factors.passkeyAdded`,{when:W(n),site:r}),this.#t(o(`factors.remove`),t,{kind:`remove-passkey`,passkeyId:e})))}`}#a(e){return D`<form @submit=${t=>this.#l(t,e)}>
      ${e.kind===`add-passkey`?D`<label class="text">
              ${o(`factors.passkeyName`)}
              <input class="field" name="name" required maxlength="60" />
            </label>`:A}
      <steward-step-up
        .desk=${this.desk}
        .hint=${o(`factors.confirm`)}
        ?disabled=${this.busy}
        @steward-send=${()=>this.renderRoot.querySelector(`form`)?.requestSubmit()}
      ></steward-step-up>
      ${this.#s(o(e.kind.startsWith(`remove`)?`factors.remove`:`factors.next`))}
    </form>`}#o({uri:e,key:t}){return D`<form @submit=${e=>this.#d(e)}>
      <p>${o(`factors.totpKey`)}</p>
      <p class="key">${t}</p>
      <p class="small"><a href=${e}>${o(`factors.totpOpen`)}</a></p>
      <label class="text">
        ${o(`factors.totpFirst`)}
        <input class="field" name="code" required inputmode="numeric" maxlength="7" autocomplete="one-time-code" />
      </label>
      ${this.#s(o(`factors.totpEnrol`))}
    </form>`}#s(e){return D`<p class="failure small" role="alert">${this.failure??A}</p>
      <div class="actions">
        <button class="button filled" type="submit" ?disabled=${this.busy}>${e}</button>
        <button class="button plain" type="button" @click=${()=>this.#c()}>${o(`factors.cancel`)}</button>
      </div>`}#c(){this.wanted=void 0,this.secret=void 0,this.failure=void 0}async#l(e,t){e.preventDefault();let n=this.renderRoot.querySelector(`steward-step-up`);if(n===null||this.busy)return;let r=String(new FormData(e.target).get(`name`)??``);await this.#f(async()=>{let e=await n.take(`change-factors`);return e.ok?this.#u(t,e.value,r):e})}#u(e,t,n){let{act:r}=this.desk,i=en(t);return e.kind===`add-passkey`?$t(r,t,n):e.kind===`remove-passkey`?r({type:`remove-passkey`,passkeyId:e.passkeyId,stepUp:i}):r({type:e.kind===`add-totp`?`begin-totp`:`remove-totp`,stepUp:i})}async#d(e){e.preventDefault();let t=String(new FormData(e.target).get(`code`)??``).replaceAll(` `,``);this.busy||await this.#f(()=>this.desk.act({type:`confirm-totp`,code:t}))}async#f(e){this.busy=!0,this.failure=void 0;let t=await e();this.busy=!1,t.ok?t.result?.kind===`totp`?this.secret=t.result.secret:(this.#c(),this.desk.announce(o(`factors.changed`))):this.failure=t.message,await this.desk.refreshFactors()}});var En=e=>e>=.95?`error`:e>=.85?`warning`:`ok`,$=(e,t,n=`ok`)=>{let r=Math.round(Math.min(1,Math.max(0,e))*100);return D`<svg
    class="bar ${n}"
    viewBox="0 0 100 6"
    preserveAspectRatio="none"
    role="meter"
    aria-label=${t}
    aria-valuemin="0"
    aria-valuemax="100"
    aria-valuenow=${r}
    aria-valuetext=${V(e)}
  >
    <rect width=${r} height="6"></rect>
  </svg>`};K(`steward-run-actions`,class extends P{static properties={run:{attribute:!1},desk:{attribute:!1},busy:{state:!0},said:{state:!0},failure:{state:!0}};static styles=[G,_`
      .actions {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--st-2) var(--st-3);
      }
      .failure {
        color: var(--st-error);
        font-weight: 600;
      }
      p:empty {
        display: none;
      }
    `];render(){let{run:e}=this,t=e.state===`running`||e.state===`waiting`;return!t&&!e.canUndo&&this.said===void 0?A:D`<div class="actions">
      ${t&&this.said===void 0?this.#e(`cancel`):A}
      ${!R(e.state)&&e.canUndo&&this.said===void 0?this.#e(`undo`):A}
      <p class="small soft" role="status">${this.said??A}</p>
      <p class="failure small" role="alert">${this.failure??A}</p>
    </div>`}#e(e){return D`<button class="button outlined" ?disabled=${this.busy} @click=${()=>this.#t(e)}>
      ${q(e===`undo`?`undo`:`stop`)}${o(e===`undo`?`run.undo`:`run.cancel`)}
      <span class="unseen">: ${this.run.title}</span>
    </button>`}async#t(e){let t=this.run.id;this.busy=!0,this.failure=void 0;let n=await this.desk.act(e===`undo`?{type:`undo-run`,runId:t}:{type:`cancel-run`,runId:t});this.busy=!1,n.ok?(this.said=o(e===`undo`?`run.undoAsked`:`run.cancelling`),this.desk.announce(this.said),n.result?.kind===`request`&&this.dispatchEvent(new CustomEvent(`steward-show-request`,{detail:{approvalId:n.result.approvalId},bubbles:!0,composed:!0}))):this.failure=n.message}});var Dn=_`
  article {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--st-3);
  }
  header {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: var(--st-1) var(--st-3);
  }
  h3 {
    overflow-wrap: anywhere;
  }
  .accent,
  .busy {
    color: var(--st-accent);
  }
  .progress {
    display: grid;
    grid-template-columns: 1fr auto;
    align-items: center;
    gap: var(--st-3);
  }
  .steps {
    display: grid;
    gap: var(--st-2);
  }
  .steps li {
    display: grid;
    grid-template-columns: auto 1fr auto;
    gap: 0 var(--st-2);
    align-items: start;
  }
  .steps .icon {
    margin-top: 2px;
  }
  .steps .detail {
    grid-column: 2 / -1;
    overflow-wrap: anywhere;
  }
  .steps .attention {
    grid-column: 2 / -1;
    color: var(--st-warning);
    font-weight: 600;
  }
  .steps .over {
    color: var(--st-text-soft);
    text-decoration: line-through;
  }
  .undoing {
    padding-top: var(--st-2);
    font-size: var(--st-size-small);
    font-weight: 600;
  }
  .busy .icon {
    animation: turn 1.2s linear infinite;
  }
  .result {
    padding: var(--st-3);
    border-radius: var(--st-radius-small);
    background: var(--st-quiet);
  }
  .remaining {
    display: grid;
    gap: var(--st-2);
    padding: var(--st-3);
    border: 1px solid var(--st-error);
    border-radius: var(--st-radius-small);
  }
  .records {
    display: flex;
    flex-wrap: wrap;
    gap: var(--st-1) var(--st-4);
  }
  details[open] summary .icon {
    transform: rotate(90deg);
  }
  .roi {
    width: 100%;
    margin-top: var(--st-2);
    border-collapse: collapse;
    font-size: var(--st-size-small);
  }
  .roi th,
  .roi td {
    padding: var(--st-1) var(--st-2) var(--st-1) 0;
    border-bottom: 1px solid var(--st-divider);
    text-align: left;
    vertical-align: top;
    overflow-wrap: anywhere;
  }
  .roi thead th {
    overflow-wrap: normal;
    white-space: nowrap;
    color: var(--st-text-soft);
    font-weight: 500;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--st-2) var(--st-3);
  }
  .failure {
    color: var(--st-error);
    font-weight: 600;
  }
  .failure:empty {
    display: none;
  }
  @keyframes turn {
    to {
      transform: rotate(360deg);
    }
  }
`;K(`steward-wait`,class extends P{static properties={wait:{attribute:!1},run:{attribute:!1},desk:{attribute:!1},busy:{state:!0},isSure:{state:!0},said:{state:!0},failure:{state:!0}};static styles=[G,_`
      form {
        display: grid;
        gap: var(--st-3);
        padding: var(--st-4);
        border: 1px solid var(--st-warning-fill);
        border-radius: var(--st-radius-small);
        background: color-mix(in oklab, var(--st-warning-fill) 7%, var(--st-surface));
      }
      h4 {
        display: flex;
        gap: var(--st-2);
        margin: 0;
        font-size: var(--st-size-body);
        font-weight: 600;
      }
      ol {
        display: grid;
        gap: var(--st-1);
        padding-left: var(--st-5);
        list-style: decimal;
      }
      li {
        overflow-wrap: anywhere;
      }
      .fields {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(12rem, 100%), 1fr));
        gap: var(--st-3);
      }
      label {
        display: grid;
        gap: var(--st-1);
        font-size: var(--st-size-small);
      }
      .field {
        width: 100%;
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: var(--st-2) var(--st-3);
      }
      .failure {
        color: var(--st-error);
        font-weight: 600;
      }
      p:empty {
        display: none;
      }
    `];render(){let{tasks:e,report:t}=this.wait;return D`<form @submit=${e=>this.#t(e)}>
      <h4>${q(`people`)}${o(`wait.title`)}</h4>
      <ol class="small">
        ${e.map(({task:e,notes:t})=>D`<li>
            ${e}${t.map(e=>D`<br /><span class="soft">${e}</span>`)}
          </li>`)}
      </ol>
      <div class="fields" ?hidden=${t.length===0}>
        ${t.map(e=>D`<label>
            ${this.#e(e)}
            <input class="field" name=${e} required maxlength="500" autocomplete="off" />
          </label>`)}
      </div>
      <p class="failure small" role="alert">${this.failure??A}</p>
      <p class="small" role="status">${this.said??A}</p>
      <div class="actions">
        <button class="button filled" type="submit" ?disabled=${this.busy}>${o(`wait.done`)}</button>
        <button class="button outlined" type="button" ?disabled=${this.busy} @click=${()=>this.#n()}>
          ${o(this.isSure?`wait.cannotSure`:`wait.cannot`)}
        </button>
      </div>
    </form>`}#e(e){let t=e.replaceAll(`_`,` `).replace(/([a-z])([A-Z])/g,`$1 $2`).toLowerCase();return t.charAt(0).toUpperCase()+t.slice(1)}#t(e){e.preventDefault();let t=[...this.renderRoot.querySelectorAll(`input`)];return this.#r({done:!0,...Object.fromEntries(t.map(({name:e,value:t})=>[e,t]))})}async#n(){this.isSure&&await this.#r({failed:!0}),this.isSure=!this.isSure}async#r(e){this.busy=!0,this.failure=void 0;let{stepId:t}=this.wait,n=await this.desk.act({type:`report`,runId:this.run.id,stepId:t,values:e});this.busy=!1,n.ok?(this.said=o(`wait.told`),this.desk.announce(this.said)):this.failure=n.message}});var On={waiting:{icon:`waiting`,classes:`unknown`},observing:{icon:`working`,classes:`busy`},applying:{icon:`working`,classes:`busy`},verifying:{icon:`working`,classes:`busy`},held:{icon:`people`,classes:`warning`},done:{icon:`ok`,classes:`ok`},skipped:{icon:`ok`,classes:`unknown`},failed:{icon:`error`,classes:`error`},unknown:{icon:`unknown`,classes:`warning`},undone:{icon:`undo`,classes:`unknown`}},kn={running:`accent`,waiting:`warning`,"rolling-back":`warning`,succeeded:`ok`,"rolled-back":`warning`,failed:`error`,unknown:`warning`,invalidated:`warning`,cancelled:`unknown`};K(`steward-run`,class extends P{static properties={run:{attribute:!1},desk:{attribute:!1},compact:{type:Boolean},embedded:{type:Boolean}};static styles=[G,vt,Dn];constructor(){super(),this.compact=!1,this.embedded=!1,new Z(this,1e3)}render(){let{run:e,desk:t}=this;return D`<article class=${this.embedded?``:`card`} aria-label=${e.title}>
      ${this.embedded?A:this.#e()} ${R(e.state)?this.#t():A}
      ${e.result===void 0?A:D`<p class="result">${e.result}</p>`} ${this.#n()}
      ${this.compact||this.#r()&&e.result!==void 0?A:this.#i()}
      ${t===void 0||this.compact?A:e.waitsFor.map(n=>D`<steward-wait .wait=${n} .run=${e} .desk=${t}></steward-wait>`)}
      ${this.compact?A:this.#o()} ${this.#s()}
      ${t===void 0||this.compact?A:D`<steward-run-actions .run=${e} .desk=${t}></steward-run-actions>`}
    </article>`}#e(){let{title:e,state:t}=this.run;return D`<header>
      <h3>${e}</h3>
      ${t===`running`?A:D`<span class="tag ${kn[t]}">${o(`run.${t}`)}</span>`}
    </header>`}#t(){let{progressPercent:e,title:t,startedAtMs:n}=this.run;return D`<div class="progress">
      ${$(e/100,o(`run.progress`,{title:t}))}
      <span class="small soft number">
        ${V(e/100)} · ${H(z()-n)}
      </span>
    </div>`}#n(){let{remaining:e}=this.run;return e===void 0||e.length===0?A:D`<div class="remaining">
          <p><strong>${o(`run.remaining`)}</strong></p>
          ${bt(e,!0)}
        </div>`}#r(){let{steps:e,title:t}=this.run;return e.length===1&&e[0]?.title===t}#i(){let e=this.run.steps.filter(e=>e.undoes===void 0),t=this.run.steps.filter(e=>e.undoes!==void 0);return D`<ol class="steps">${e.map(e=>this.#a(e))}</ol>
      ${t.length===0?A:D`<p class="undoing">${o(`run.undoing`)}</p>
              <ol class="steps">${t.map(e=>this.#a(e))}</ol>`}`}#a(e){let{title:t,state:n,startedAtMs:r,endedAtMs:i,detail:a,attention:s}=e,c=On[n],l=this.#r(),u=r===void 0?void 0:(i??z())-r,d=n===`undone`||n===`skipped`;return D`<li>
      <span class=${c.classes}>
        ${q(c.icon)}${l?A:D`<span class="unseen">${o(`step.${n}`)}</span>`}
      </span>
      <span class=${d?`over`:``}>${l?o(`step.${n}`):t}</span>
      <span class="small soft number">${u===void 0?A:H(u)}</span>
      ${d?D`<span class="detail small soft">${o(`step.${n}`)}</span>`:A}
      ${a===void 0||a===this.run.result?A:D`<span class="detail small soft">${a}</span>`}
      ${s===void 0||s===a?A:D`<span class="attention small">${s}</span>`}
    </li>`}#o(){let{roi:e}=this.run;return e===void 0||e.length===0?A:D`<details>
      <summary class="small soft">${q(`chevron`)} ${o(`roi.title`)}</summary>
      <table class="roi">
        <thead>
          <tr>
            <th scope="col"><span class="unseen">${o(`roi.what`)}</span></th>
            <th scope="col">${o(`roi.forecast`)}</th>
            <th scope="col">${o(`roi.outcome`)}</th>
          </tr>
        </thead>
        <tbody>
          ${e.map(({what:e,forecast:t,outcome:n,verdict:r})=>D`<tr>
              <th scope="row">${e}</th>
              <td>${t}</td>
              <td>${n} <span class="soft">(${r})</span></td>
            </tr>`)}
        </tbody>
      </table>
    </details>`}#s(){let{issue:e,commit:t,startedAtMs:n,endedAtMs:r}=this.run;return e===void 0&&t===void 0&&r===void 0?A:D`<p class="records small soft">
      ${r===void 0?A:D`<span>
              ${W(n)}, ${o(`run.took`,{time:H(r-n)})}
            </span>`}
      ${e===void 0?A:D`<span>${o(`run.issue`,{number:e})}</span>`}
      ${t===void 0?A:D`<span title=${t}>${o(`run.commit`,{hash:dt(t)})}</span>`}
    </p>`}});var An=20,jn=e=>{if(e.kind===`request`){let{state:t}=e.approval;return{icon:t===`denied`?`error`:t===`invalidated`?`warning`:`clock`,classes:t===`invalidated`?`warning`:`unknown`,state:o(`state.${t}`)}}let{state:t}=e.run,n=o(`run.${t}`);return t===`succeeded`?{icon:`ok`,classes:`ok`,state:n}:t===`failed`?{icon:`error`,classes:`error`,state:n}:t===`rolled-back`?{icon:`undo`,classes:`warning`,state:n}:t===`cancelled`?{icon:`clock`,classes:`unknown`,state:n}:{icon:t===`unknown`?`unknown`:`warning`,classes:`warning`,state:n}};K(`steward-history`,class extends P{static properties={overview:{attribute:!1},desk:{attribute:!1},shown:{state:!0}};static styles=[G,_`
      .list {
        padding: 0;
        overflow: hidden;
      }
      details + details {
        border-top: 1px solid var(--st-divider);
      }
      summary {
        display: grid;
        grid-template-columns: auto 1fr auto;
        gap: var(--st-1) var(--st-3);
        align-items: center;
        min-height: 44px;
        padding: var(--st-3) var(--st-4);
      }
      summary:hover {
        background: var(--st-quiet);
      }
      summary:focus-visible {
        outline-offset: -2px;
      }
      .what {
        display: grid;
      }
      .title {
        font-weight: 600;
        overflow-wrap: anywhere;
      }
      .chevron {
        color: var(--st-text-soft);
      }
      details[open] .chevron {
        transform: rotate(90deg);
      }
      .record {
        display: grid;
        gap: var(--st-3);
        padding: var(--st-2) var(--st-4) var(--st-4) calc(var(--st-4) + 1.25em + var(--st-3));
      }
      .record > * + * {
        padding-top: var(--st-4);
        border-top: 1px solid var(--st-divider);
      }
      .centred {
        text-align: center;
      }
    `];constructor(){super(),this.shown=An,new Z(this,3e4)}render(){let e=_t(this.overview);return e.length===0?D`<div class="card">
        ${Q(`history`,o(`history.none`),o(`history.noneDetail`))}
      </div>`:D`<div class="card list">
        ${L(e.slice(0,this.shown),e=>e.id,e=>this.#e(e))}
      </div>
      ${e.length<=this.shown?A:D`<p class="centred">
              <button
                class="button plain"
                @click=${()=>{this.shown+=An}}
              >
                ${o(`history.more`)}
              </button>
            </p>`}`}#e(e){let t=jn(e),{approval:n}=e;return D`<details>
      <summary>
        ${q(t.icon,t.classes)}
        <span class="what">
          <span class="title">${e.kind===`run`?e.run.title:e.approval.title}</span>
          <span class="small soft">
            ${t.state} · <span title=${W(e.atMs)}>${U(e.atMs)}</span>
          </span>
        </span>
        ${q(`chevron`,`chevron`)}
      </summary>
      <div class="record">
        ${e.kind===`run`?D`<steward-run .run=${e.run} .desk=${this.desk} embedded></steward-run>`:A}
        ${n===void 0?A:D`<steward-approval .approval=${n} embedded></steward-approval>`}
      </div>
    </details>`}});var Mn=e=>{let t=e.toLowerCase().split(/\s+/).filter(Boolean);return(...e)=>{let n=e.join(` `).toLowerCase();return t.every(e=>n.includes(e))}},Nn=(e,t,n)=>{let r=Mn(t),i=t.trim()!==``||n!==`all`,a=e=>n===`all`||n===`attention`&&e.health!==`ok`||n===`running`&&e.status===`running`||n===`stopped`&&e.status===`stopped`,o=e=>n===`all`||n===`attention`&&e.health!==`ok`,s=new Map(e.nodes.map(e=>[e.name,[]]));for(let t of e.guests){if(!a(t)||!r(t.name,t.vmid,t.node,t.status))continue;let e=s.get(t.node);e===void 0?s.set(t.node,[t]):e.push(t)}let c=[];for(let[t,n]of s){let a=e.nodes.find(e=>e.name===t),s=a!==void 0&&o(a)&&r(a.name,a.status);(!i||n.length!==0||s)&&c.push({name:t,node:a,guests:n.toSorted((e,t)=>e.vmid-t.vmid)})}let l=e.pools.filter(e=>o(e)&&r(e.name,e.node)),u=e.storages.filter(e=>o(e)&&r(e.name,e.node)),d=e.disks.filter(e=>o(e)&&r(e.name,e.node));return{groups:c,pools:l,storages:u,disks:d,isEmpty:c.length+l.length+u.length+d.length===0}},Pn=_`
  :host {
    display: grid;
    gap: var(--st-5);
    container-type: inline-size;
  }
  section {
    display: grid;
    gap: var(--st-3);
  }
  search {
    display: grid;
    gap: var(--st-3);
  }
  .find {
    position: relative;
    display: block;
  }
  .find .icon {
    position: absolute;
    left: var(--st-3);
    top: 50%;
    transform: translateY(-50%);
    color: var(--st-text-soft);
  }
  .find .field {
    width: 100%;
    padding-left: calc(var(--st-5) + var(--st-4));
  }
  .filters {
    display: flex;
    flex-wrap: wrap;
    gap: var(--st-2);
  }
  .chip {
    min-height: 36px;
    padding: 0 var(--st-3);
    border: 1px solid var(--st-border-strong);
    border-radius: 999px;
    background: var(--st-surface);
    font-size: var(--st-size-small);
    font-weight: 500;
    cursor: pointer;
  }
  .chip:hover {
    background: var(--st-quiet);
  }
  .chip[aria-pressed='true'] {
    border-color: var(--st-accent);
    background: var(--st-accent);
    color: var(--st-on-accent);
  }
  .nodes {
    display: grid;
    gap: var(--st-3);
  }
  .grid {
    display: grid;
    gap: var(--st-3);
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 250px), 1fr));
  }
  .thing {
    display: grid;
    gap: var(--st-2);
    align-content: start;
    padding: var(--st-3) var(--st-4);
  }
  .top {
    display: grid;
    grid-template-columns: auto 1fr auto;
    gap: var(--st-3);
    align-items: start;
  }
  .top > .icon {
    margin-top: 2px;
  }
  .title {
    display: grid;
    min-width: 0;
  }
  .name {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .side {
    font-weight: 600;
    white-space: nowrap;
  }
  .pair {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 var(--st-3);
  }
  .centred {
    text-align: center;
    padding-bottom: var(--st-3);
  }
`,Fn=e=>{let t={running:`status.running`,stopped:`status.stopped`,paused:`status.paused`,online:`status.online`,offline:`status.offline`,unknown:`status.unknown`}[e];return t===void 0?e:o(t)},In=({lastBackupAtMs:e})=>e===void 0?D`<span class="soft">${o(`inventory.backupUnknown`)}</span>`:e===null?D`<span class="warning">${o(`inventory.noBackup`)}</span>`:D`<span class="soft" title=${W(e)}>
    ${o(`inventory.backup`,{when:U(e)})}
  </span>`,Ln=(e,t,n,r)=>{if(n===void 0)return A;let i=o(`inventory.${t}`);return D`<span class="meter ${t}" title=${r??A}>
    <span class="small"><span class="soft">${i}</span> <span class="number">${V(n)}</span></span>
    ${$(n,`${e.name}: ${i}`,En(n))}
  </span>`},Rn=e=>{let{name:t,vmid:n,guestType:r,health:i,status:a,cpu:s,memoryUsedBytes:c,memoryTotalBytes:l,uptimeSeconds:u}=e,d=a===`running`,f=c===void 0||l===void 0||l===0?void 0:c/l,p=[Fn(a),d&&u!==void 0?o(`inventory.up`,{time:H(u*1e3)}):void 0].filter(e=>e!==void 0);return D`<li class="guest">
    ${St(i)}
    <span class="title">
      <span class="name">${t}</span>
      <span class="small soft">
        ${q(r)}${o(r===`vm`?`inventory.vm`:`inventory.container`)}
        <span class="number">${n}</span> · ${p.join(`, `)}
      </span>
    </span>
    ${Ln(e,`cpu`,d?s:void 0)}
    ${Ln(e,`memory`,d?f:void 0,f===void 0?void 0:o(`inventory.memoryOf`,{used:B(c??0),total:B(l??0)}))}
    <span class="small backup">${In(e)}</span>
  </li>`},zn=_`
  :host {
    container-type: inline-size;
  }
  .card {
    padding: 0;
    overflow: hidden;
  }
  .head {
    display: grid;
    grid-template-columns: auto 1fr auto;
    align-items: center;
    gap: var(--st-2) var(--st-3);
    width: 100%;
    min-height: 44px;
    padding: var(--st-3) var(--st-4);
    border: 0;
    background: none;
    text-align: left;
    cursor: pointer;
  }
  .head:hover {
    background: var(--st-quiet);
  }
  .head:focus-visible {
    outline-offset: -2px;
  }
  .title {
    display: grid;
    min-width: 0;
  }
  .name {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .chevron {
    grid-column: 3;
    grid-row: 1;
    color: var(--st-text-soft);
    transition: transform 120ms;
  }
  [aria-expanded='true'] .chevron {
    transform: rotate(90deg);
  }
  .load {
    grid-column: 2 / -1;
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: var(--st-4);
  }
  .meter {
    display: grid;
    gap: 3px;
    align-content: center;
  }
  .meter > span {
    display: flex;
    justify-content: space-between;
    gap: var(--st-2);
  }
  .guest {
    display: grid;
    grid-template: 'icon title title' 'icon cpu memory' 'icon backup backup' / auto 1fr 1fr;
    align-items: center;
    gap: var(--st-1) var(--st-3);
    padding: var(--st-3) var(--st-4);
    border-top: 1px solid var(--st-divider);
    content-visibility: auto;
    contain-intrinsic-height: auto 116px;
  }
  .guest > .icon {
    grid-area: icon;
    align-self: start;
    margin-top: 2px;
  }
  .guest .title {
    grid-area: title;
  }
  .guest .title .icon {
    width: 1.1em;
    height: 1.1em;
    margin-right: 3px;
  }
  .guest .name {
    font-weight: 500;
  }
  .cpu {
    grid-area: cpu;
  }
  .memory {
    grid-area: memory;
  }
  .backup {
    grid-area: backup;
  }
  .none {
    padding: var(--st-3) var(--st-4);
    border-top: 1px solid var(--st-divider);
  }
  .button.plain {
    width: 100%;
    border-top: 1px solid var(--st-divider);
    border-radius: 0;
  }

  @container (min-width: 620px) {
    .head {
      grid-template-columns: auto 1fr 240px auto;
    }
    .chevron {
      grid-column: 4;
    }
    .load {
      grid-column: 3;
      grid-row: 1;
    }
    .guest {
      grid-template: 'icon title cpu memory backup' / auto 1fr 104px 104px 152px;
      contain-intrinsic-height: auto 66px;
    }
    .backup {
      text-align: right;
    }
  }
`,Bn=50;K(`steward-node`,class extends P{static properties={group:{attribute:!1},open:{type:Boolean},shown:{state:!0}};static styles=[G,zn];constructor(){super(),this.open=!1,this.shown=Bn,new Z(this,6e4)}render(){let{name:e,node:t,guests:n}=this.group;return D`<section class="card" aria-labelledby="name">
      <button
        class="head"
        aria-expanded=${this.open}
        aria-controls="guests"
        @click=${()=>{this.open=!this.open}}
      >
        ${St(t?.health??`unknown`)}
        <span class="title">
          <span id="name" class="name">${t===void 0?o(`inventory.otherNode`):e}</span>
          <span class="small soft">
            ${[t===void 0?void 0:Fn(t.status),s(`inventory.guests`,n.length),this.#e(t)].filter(e=>e!==void 0).join(` · `)}
          </span>
        </span>
        ${t===void 0?A:this.#t(t)} ${q(`chevron`,`chevron`)}
      </button>
      <div id="guests" ?hidden=${!this.open}>${this.open?this.#n(n):A}</div>
    </section>`}#e(e){return e?.uptimeSeconds===void 0?void 0:o(`inventory.up`,{time:H(e.uptimeSeconds*1e3)})}#t({name:e,cpu:t,memoryUsedBytes:n,memoryTotalBytes:r}){let i=n===void 0||r===void 0||r===0?void 0:{share:n/r,used:n,total:r};return D`<span class="load">
      ${t===void 0?A:D`<span class="meter">
              <span class="small">
                <span class="soft">${o(`inventory.cpu`)}</span> <span class="number">${V(t)}</span>
              </span>
              ${$(t,`${e}: ${o(`inventory.cpu`)}`,En(t))}
            </span>`}
      ${i===void 0?A:D`<span
              class="meter"
              title=${o(`inventory.memoryOf`,{used:B(i.used),total:B(i.total)})}
            >
              <span class="small">
                <span class="soft">${o(`inventory.memory`)}</span>
                <span class="number">${V(i.share)}</span>
              </span>
              ${$(i.share,`${e}: ${o(`inventory.memory`)}`,En(i.share))}
            </span>`}
    </span>`}#n(e){if(e.length===0)return D`<p class="soft small none">${o(`inventory.noGuests`)}</p>`;let t=e.length-this.shown;return D`<ul>
        ${e.slice(0,this.shown).map(Rn)}
      </ul>
      ${t<=0?A:D`<button
              class="button plain"
              @click=${()=>{this.shown+=Bn}}
            >
              ${s(`inventory.more`,Math.min(t,Bn))}
            </button>`}`}});var Vn=[`all`,`attention`,`running`,`stopped`],Hn=60,Un=e=>e===`error`||e===`warning`?e:`ok`;K(`steward-inventory`,class extends P{static properties={inventory:{attribute:!1},query:{state:!0},filter:{state:!0}};static styles=[G,Pn];constructor(){super(),this.query=``,this.filter=`all`}render(){let{nodes:e,guests:t}=this.inventory;if(e.length+t.length===0)return D`<div class="card">
        ${Q(`node`,o(`inventory.none`),o(`inventory.noneDetail`))}
      </div>`;let n=Nn(this.inventory,this.query,this.filter),r=this.query.trim()!==``||this.filter!==`all`,i=n.groups.reduce((e,t)=>e+t.guests.length,0)<=Hn||r&&n.groups.length===1;return D`${this.#e()}
      ${n.isEmpty?this.#t():A}
      ${this.#n(`inventory.pools`,n.pools.map(e=>this.#a(e)))}
      ${n.groups.length===0?A:D`<section aria-labelledby="nodes">
              <h2 id="nodes">${o(`inventory.nodes`)}</h2>
              <div class="nodes">
                ${L(n.groups,e=>`${e.name}/${i}`,e=>D`<steward-node .group=${e} ?open=${i}></steward-node>`)}
              </div>
            </section>`}
      ${this.#n(`inventory.storages`,n.storages.map(e=>this.#o(e)))}
      ${this.#n(`inventory.disks`,n.disks.map(e=>this.#s(e)))}`}#e(){return D`<search>
      <label class="find">
        ${q(`search`)}
        <input
          class="field"
          type="search"
          .value=${this.query}
          placeholder=${o(`inventory.search`)}
          aria-label=${o(`inventory.search`)}
          @input=${e=>{this.query=e.target.value}}
        />
      </label>
      <div class="filters" role="group" aria-label=${o(`inventory.filter`)}>
        ${Vn.map(e=>D`<button
            class="chip"
            aria-pressed=${this.filter===e}
            @click=${()=>{this.filter=e}}
          >
            ${o(`inventory.${e}`)}
          </button>`)}
      </div>
    </search>`}#t(){return D`<div class="card" role="status">
      ${Q(`search`,o(`inventory.noMatch`))}
      <p class="centred">
        <button
          class="button plain"
          @click=${()=>{this.query=``,this.filter=`all`}}
        >
          ${o(`inventory.clear`)}
        </button>
      </p>
    </div>`}#n(e,t){return t.length===0?A:D`<section aria-labelledby=${e}>
          <h2 id=${e}>${o(e)}</h2>
          <ul class="grid">
            ${t}
          </ul>
        </section>`}#r(e,t,n,r,i,a){return D`<li class="card thing">
      <div class="top">
        ${t===`ok`?q(e,`soft`):St(t)}
        <span class="title">
          <span class="name">${n}</span>
          <span class="small soft">${o(`inventory.on`,{node:r})}</span>
        </span>
        <span class="side number ${t===`ok`?``:t}">${i}</span>
      </div>
      ${a}
    </li>`}#i(e,t,n,r){return D`${$(r===0?0:n/r,e,Un(t))}
      <p class="small soft pair">
        <span>${o(`inventory.used`,{used:B(n),total:B(r)})}</span>
        <span>${o(`inventory.free`,{free:B(Math.max(0,r-n))})}</span>
      </p>`}#a({name:e,node:t,health:n,status:r,usedBytes:i,totalBytes:a}){let o=a===0?0:i/a;return this.#r(`pool`,n,e,t,V(o),D`${this.#i(e,n,i,a)}
        ${r===`ONLINE`?A:D`<p class="small ${n}">${r}</p>`}`)}#o({name:e,node:t,health:n,usedBytes:r,totalBytes:i}){let a=r!==void 0&&i!==void 0&&i>0;return this.#r(`storage`,n,e,t,a?V(r/i):``,a?this.#i(e,n,r,i):D`<p class="small soft">${o(`inventory.usageUnknown`)}</p>`)}#s({name:e,node:t,health:n,smartHealth:r,wearPercent:i,sizeBytes:a}){return this.#r(`disk`,n,e,t,a===void 0?``:B(a),D`<p class="small soft pair">
        <span>${o(`inventory.smart`,{verdict:r})}</span>
        ${i===void 0?A:D`<span>${o(`inventory.wear`,{percent:V(i/100)})}</span>`}
      </p>`)}}),K(`steward-problems`,class extends P{static properties={problems:{attribute:!1}};static styles=[G,_`
      .card {
        padding-block: var(--st-1);
      }
      :host([flat]) .card {
        padding: 0;
        border: 0;
        background: none;
      }
      li {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0 var(--st-3);
        padding: var(--st-3) 0;
      }
      li + li {
        border-top: 1px solid var(--st-divider);
      }
      .icon {
        margin-top: 1px;
      }
      p::first-letter {
        text-transform: uppercase;
      }
      strong {
        font-weight: 600;
        overflow-wrap: anywhere;
      }
    `];render(){let e=[`error`,`warning`,`unknown`];return D`<ul class="card">
      ${this.problems.toSorted((t,n)=>e.indexOf(t.severity)-e.indexOf(n.severity)||t.name.localeCompare(n.name)).map(({name:e,severity:t,text:n})=>D`<li>
          ${St(t)}
          <div>
            <strong>${e}</strong> <span class="unseen">${o(`problems.${t}`)}:</span>
            <p class="soft small">${n}</p>
          </div>
        </li>`)}
    </ul>`}}),K(`steward-stop`,class extends P{static properties={stopped:{attribute:!1},desk:{attribute:!1},isReleasing:{state:!0},busy:{state:!0},failure:{state:!0}};static styles=[G,_`
      section {
        display: grid;
        gap: var(--st-3);
        padding: var(--st-4);
        border: 2px solid var(--st-error);
        border-radius: var(--st-radius);
        background: color-mix(in oklab, var(--st-error) 9%, var(--st-surface));
      }
      h2 {
        display: flex;
        align-items: center;
        gap: var(--st-2);
        color: var(--st-error);
      }
      form {
        display: grid;
        gap: var(--st-3);
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: var(--st-2) var(--st-3);
      }
      .failure {
        color: var(--st-error);
        font-weight: 600;
      }
      p:empty {
        display: none;
      }
      .why {
        overflow-wrap: anywhere;
      }
    `];constructor(){super(),this.isReleasing=!1,this.busy=!1,new Z(this,15e3)}render(){let{sinceMs:e,by:t,reason:n}=this.stopped;return D`<section aria-labelledby="stopped">
      <h2 id="stopped">${q(`stop`)}${o(`stop.on`)}</h2>
      <p class="why">
        ${o(`stop.by`,{name:t})}
        <span title=${W(e)}>${U(e)}</span>: ${n}
      </p>
      <p class="small">${o(`stop.meaning`)}</p>
      ${this.desk===void 0?A:this.isReleasing?this.#t():this.#e()}
    </section>`}#e(){return D`<div class="actions">
      <button
        class="button outlined"
        @click=${()=>{this.isReleasing=!0}}
      >
        ${o(`stop.release`)}
      </button>
    </div>`}#t(){return D`<form @submit=${e=>this.#n(e)}>
      <steward-step-up
        .desk=${this.desk}
        .hint=${o(`stop.releaseHint`)}
        ?disabled=${this.busy}
        @steward-send=${()=>this.renderRoot.querySelector(`form`)?.requestSubmit()}
      ></steward-step-up>
      <p class="failure small" role="alert">${this.failure??A}</p>
      <div class="actions">
        <button class="button filled" type="submit" ?disabled=${this.busy}>${o(`stop.release`)}</button>
        <button
          class="button plain"
          type="button"
          @click=${()=>{this.isReleasing=!1,this.failure=void 0}}
        >
          ${o(`stop.keep`)}
        </button>
      </div>
    </form>`}async#n(e){e.preventDefault();let t=this.renderRoot.querySelector(`steward-step-up`);if(this.desk===void 0||t===null||this.busy)return;this.busy=!0,this.failure=void 0;let n=await t.take(`release-stop`),r=n.ok?await this.desk.act({type:`release-stop`,stepUp:en(n.value)}):n;this.busy=!1,r.ok?this.desk.announce(o(`stop.released`)):this.failure=r.message}});var Wn=({status:e})=>e!==`running`,Gn=[`ok`,`unknown`,`warning`,`error`],Kn=e=>e.reduce((e,{health:t})=>Gn.indexOf(t)>Gn.indexOf(e)?t:e,e.length===0?`unknown`:`ok`),qn=({nodes:e,guests:t,pools:n})=>{let r=n.toSorted((e,t)=>t.usedBytes/t.totalBytes-e.usedBytes/e.totalBytes)[0],i=t.flatMap(({name:e,lastBackupAtMs:t})=>t===void 0?[]:[{name:e,atMs:t}]).toSorted((e,t)=>(e.atMs??0)-(t.atMs??0));return{nodes:{part:e.filter(e=>e.status===`online`).length,whole:e.length,health:Kn(e)},guests:{part:t.filter(e=>e.status===`running`).length,whole:t.length,health:t.length===0?`unknown`:Kn([{health:`ok`},...t.filter(Wn)])},fullestPool:r===void 0?void 0:{name:r.name,share:r.totalBytes===0?0:r.usedBytes/r.totalBytes,health:r.health},oldestBackup:i[0]}};K(`steward-summary`,class extends P{static properties={overview:{attribute:!1},compact:{type:Boolean}};static styles=[G,_`
      :host {
        container-type: inline-size;
      }
      section {
        display: grid;
        gap: var(--st-4);
      }
      .state {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0 var(--st-3);
        align-items: center;
      }
      .state > .icon {
        width: 36px;
        height: 36px;
      }
      h2 {
        font-size: var(--st-size-large);
        font-weight: 600;
        line-height: 1.3;
        letter-spacing: -0.01em;
      }
      .compact h2 {
        font-size: var(--st-size-title);
      }
      dl {
        display: grid;
        grid-template-columns: repeat(2, 1fr);
        gap: 1px;
        overflow: hidden;
        border: var(--st-border);
        border-radius: var(--st-radius);
        background: var(--st-divider);
      }
      dl > div {
        display: grid;
        align-content: start;
        padding: var(--st-3) var(--st-4);
        background: var(--st-surface);
      }
      dt {
        display: flex;
        align-items: center;
        gap: var(--st-1);
        font-size: var(--st-size-small);
        color: var(--st-text-soft);
      }
      dd {
        font-size: 1.25rem;
        font-weight: 600;
        font-variant-numeric: tabular-nums;
        line-height: 1.5;
      }
      dd.name {
        font-size: var(--st-size-small);
        font-weight: 400;
        line-height: 1.4;
        overflow-wrap: anywhere;
      }
      @container (min-width: 560px) {
        dl {
          grid-template-columns: repeat(4, 1fr);
        }
      }
    `];constructor(){super(),this.compact=!1,new Z(this,3e4)}render(){let{summary:e,health:t}=this.overview;return D`<section class=${this.compact?`compact`:``} aria-label=${o(`summary.title`)}>
      <div class="state">
        ${St(t)}
        <div>
          <span class="small ${t}">${o(`health.${t}`)}</span>
          <h2>${e}</h2>
        </div>
      </div>
      ${this.compact?A:this.#e()}
    </section>`}#e(){let{nodes:e,guests:t,fullestPool:n,oldestBackup:r}=qn(this.overview.inventory),i=r===void 0?o(`summary.unknown`):r.atMs===null?o(`summary.noBackup`):U(r.atMs);return D`<dl>
      ${this.#t(`node`,o(`summary.nodes`),o(`summary.of`,e),e.health)}
      ${this.#t(`container`,o(`summary.guests`),o(`summary.of`,t),t.health)}
      ${this.#t(`pool`,o(`summary.pool`),n===void 0?o(`summary.none`):V(n.share),n?.health??`unknown`,n?.name)}
      ${this.#t(`backup`,o(`summary.backup`),i,r===void 0?`unknown`:r.atMs===null?`warning`:`ok`,r?.name)}
    </dl>`}#t(e,t,n,r,i){let a=r===`ok`?``:r;return D`<div>
      <dt>${q(e)}${t}</dt>
      <dd class=${a}>${n}</dd>
      ${i===void 0?A:D`<dd class="name soft">${i}</dd>`}
    </div>`}});var Jn=_`
  :host {
    --st-background: var(--primary-background-color, light-dark(#f3f5f7, #0f1316));
    --st-surface: var(--card-background-color, light-dark(#ffffff, #181d21));
    --st-text: var(--primary-text-color, light-dark(#182026, #e7ebee));
    --st-text-soft: color-mix(in oklab, var(--st-text) 76%, var(--st-surface));
    --st-divider: var(--divider-color, light-dark(#dfe4e8, #2b3338));
    --st-border-strong: color-mix(in oklab, var(--st-text) 55%, var(--st-surface));
    --st-quiet: color-mix(in oklab, var(--st-text) 5%, var(--st-surface));

    --st-accent-source: var(--primary-color, #0b8a8f);
    --st-accent: light-dark(
      oklch(from var(--st-accent-source) 0.47 c h),
      oklch(from var(--st-accent-source) 0.82 c h)
    );
    --st-on-accent: light-dark(#ffffff, #0b1114);
    --st-accent-quiet: color-mix(in oklab, var(--st-accent) 10%, var(--st-surface));

    --st-ok-source: var(--success-color, #2f9e63);
    --st-warning-source: var(--warning-color, #d98a00);
    --st-error-source: var(--error-color, #d64545);
    --st-ok: light-dark(oklch(from var(--st-ok-source) 0.47 c h), oklch(from var(--st-ok-source) 0.82 c h));
    --st-warning: light-dark(
      oklch(from var(--st-warning-source) 0.47 0.11 h),
      oklch(from var(--st-warning-source) 0.84 c h)
    );
    /* For shapes without text: 3 : 1 is enough, so that it may look like the warning that it is. */
    --st-warning-fill: light-dark(
      oklch(from var(--st-warning-source) 0.64 0.14 h),
      oklch(from var(--st-warning-source) 0.84 c h)
    );
    --st-error: light-dark(
      oklch(from var(--st-error-source) 0.48 c h),
      oklch(from var(--st-error-source) 0.8 0.12 h)
    );
    --st-unknown: var(--st-text-soft);

    --st-radius: var(--ha-card-border-radius, 14px);
    --st-radius-small: 8px;
    --st-border: var(--ha-card-border-width, 1px) solid var(--ha-card-border-color, var(--st-divider));
    --st-1: 4px;
    --st-2: 8px;
    --st-3: 12px;
    --st-4: 16px;
    --st-5: 24px;
    --st-6: 32px;

    --st-size-small: 0.8125rem;
    --st-size-body: 0.9375rem;
    --st-size-title: 1.0625rem;
    --st-size-large: 1.375rem;
    --st-font: var(--ha-font-family-body, var(--paper-font-body1_-_font-family, system-ui, sans-serif));
    --st-mono: ui-monospace, 'SF Mono', 'Cascadia Mono', 'Roboto Mono', monospace;

    color: var(--st-text);
    font-family: var(--st-font);
    font-size: var(--st-size-body);
    line-height: 1.5;
  }
`,Yn=_`
  :host {
    height: 100dvh;
    background: var(--st-background);
  }
  .page {
    display: grid;
    height: 100%;
    grid-template: auto minmax(0, 1fr) auto / minmax(0, 1fr);
    grid-template-areas: 'header' 'main' 'nav';
  }
  header {
    grid-area: header;
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--st-3);
    min-height: 56px;
    padding: max(var(--st-2), env(safe-area-inset-top)) var(--st-4) var(--st-2);
  }
  .brand {
    display: flex;
    align-items: center;
    gap: var(--st-3);
  }
  .sign {
    width: 32px;
    height: 32px;
    flex: none;
  }
  h1 {
    font-size: var(--st-size-title);
    font-weight: 650;
    letter-spacing: -0.01em;
    line-height: 1.25;
    white-space: nowrap;
  }
  .demo {
    display: block;
    color: var(--st-accent);
    font-size: var(--st-size-small);
    font-weight: 600;
    line-height: 1.2;
  }
  .button.stop {
    margin-left: auto;
    min-height: 40px;
    border-color: var(--st-error);
    color: var(--st-error);
    white-space: nowrap;
  }
  .stop-failure {
    color: var(--st-error);
    font-weight: 600;
  }
  .stop-failure:empty {
    display: none;
  }
  main {
    display: contents;
  }
  .views {
    grid-area: main;
    overflow-y: auto;
    scroll-padding-top: var(--st-4);
  }
  .views:focus-visible {
    outline: none;
  }
  .column {
    display: grid;
    gap: var(--st-5);
    max-width: 860px;
    margin: 0 auto;
    padding: var(--st-2) var(--st-4) var(--st-6);
  }
  .column > section {
    display: grid;
    gap: var(--st-3);
  }
  .loading {
    padding: var(--st-6) 0;
    text-align: center;
  }
  steward-approval {
    scroll-margin-top: var(--st-4);
    border-radius: var(--st-radius);
  }
  .chat-pane {
    grid-area: main;
    display: none;
    flex-direction: column;
    min-height: 0;
    background: var(--st-surface);
  }
  .chat-pane steward-chat {
    flex: 1;
  }
  .chat-title {
    display: none;
  }
  .in-chat {
    margin: var(--st-2) var(--st-4);
  }
  [data-view='chat'] .views {
    display: none;
  }
  [data-view='chat'] .chat-pane {
    display: flex;
  }
  nav {
    grid-area: nav;
    display: grid;
    grid-template-columns: repeat(5, 1fr);
    padding-bottom: env(safe-area-inset-bottom);
    border-top: 1px solid var(--st-divider);
    background: var(--st-surface);
  }
  .tab {
    position: relative;
    display: grid;
    justify-items: center;
    gap: 2px;
    min-height: 60px;
    padding: var(--st-2) 0;
    border: 0;
    background: none;
    color: var(--st-text-soft);
    font-size: 0.75rem;
    font-weight: 500;
    cursor: pointer;
  }
  .tab .icon {
    width: 24px;
    height: 24px;
  }
  .tab[aria-current] {
    color: var(--st-accent);
    font-weight: 600;
  }
  .tab:focus-visible {
    outline-offset: -3px;
    border-radius: var(--st-radius-small);
  }
  .count {
    position: absolute;
    top: 6px;
    left: calc(50% + 6px);
    min-width: 18px;
    padding: 0 5px;
    border-radius: 9px;
    background: var(--st-accent);
    color: var(--st-on-accent);
    font-size: 0.6875rem;
    font-weight: 700;
    line-height: 18px;
    text-align: center;
  }
  .skip {
    position: absolute;
    left: var(--st-3);
    top: -60px;
    z-index: 1;
  }
  .skip:focus-visible {
    top: var(--st-3);
  }

  @media (min-width: 1000px) {
    .page {
      grid-template: 64px minmax(0, 1fr) / auto minmax(0, 1fr) clamp(340px, 32vw, 440px);
      grid-template-areas: 'header nav chat' 'main main chat';
    }
    header {
      padding-block: 0;
      gap: var(--st-4);
      justify-content: start;
    }
    nav {
      display: flex;
      align-items: center;
      gap: var(--st-1);
      padding: 0 var(--st-4);
      border: 0;
      background: none;
      justify-content: end;
    }
    .tab {
      display: flex;
      align-items: center;
      gap: var(--st-2);
      min-height: 40px;
      padding: 0 var(--st-3);
      border-radius: 999px;
      font-size: var(--st-size-body);
    }
    .tab .icon {
      width: 20px;
      height: 20px;
    }
    .tab:hover {
      background: var(--st-quiet);
    }
    .tab[aria-current],
    [data-view='chat'] .tab.overview {
      background: var(--st-accent-quiet);
      color: var(--st-accent);
    }
    .tab.chat,
    .in-chat {
      display: none;
    }
    .count {
      position: static;
    }
    .column {
      padding-top: var(--st-4);
      padding-inline: var(--st-5);
    }
    .chat-pane,
    [data-view='chat'] .chat-pane {
      grid-area: chat;
      display: flex;
      border-left: 1px solid var(--st-divider);
    }
    [data-view='chat'] .views {
      display: block;
    }
    .chat-title {
      display: flex;
      align-items: center;
      gap: var(--st-2);
      min-height: 64px;
      padding: 0 var(--st-4);
      border-bottom: 1px solid var(--st-divider);
      font-size: var(--st-size-body);
    }
    .chat-title .icon {
      color: var(--st-text-soft);
    }
  }

  @media (min-width: 1000px) and (max-width: 1399px) {
    .tab .icon {
      display: none;
    }
    .tab {
      padding: 0 var(--st-3);
    }
  }
  @media (min-width: 1000px) and (max-width: 1199px) {
    nav {
      padding: 0 var(--st-2);
    }
    .tab {
      padding: 0 var(--st-2);
    }
  }
  @media (min-width: 1000px) and (max-width: 1199px), (max-width: 359px) {
    .button.stop {
      padding-inline: var(--st-3);
    }
    .button.stop span {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
  }
`,Xn=[`overview`,`chat`,`inventory`,`history`,`control`],Zn=[...Xn,`egress`],Qn={overview:`overview`,chat:`chat`,inventory:`node`,history:`history`,control:`shield`},$n={approve:`request.approved`,deny:`request.denied`,"take-back":`request.takenBack`},er=()=>Zn.find(e=>`#/${e}`===location.hash)??`overview`,tr=class extends P{static properties={link:{attribute:!1},overview:{state:!0},connection:{state:!0},view:{state:!0},announcement:{state:!0},desk:{state:!0},stopFailure:{state:!0},takesPictures:{state:!0}};static styles=[Jn,G,Yn];#e;#t;constructor(){super(),this.connection=`connecting`,this.view=er(),this.announcement=``,this.takesPictures=!1,this.addEventListener(`steward-show-request`,e=>{this.#g(e.detail.approvalId)})}connectedCallback(){super.connectedCallback(),window.addEventListener(`hashchange`,this.#r),this.#t=this.link.open({overview:e=>{at(e.generatedAtMs),this.#e=Date.now(),this.overview=e},connection:e=>{this.connection=e},welcome:e=>this.#n(e)})}disconnectedCallback(){super.disconnectedCallback(),window.removeEventListener(`hashchange`,this.#r),this.#t?.()}#n({person:e,workflows:t,takesPictures:n}){this.takesPictures=n;let{act:r}=this.link,i=async()=>{let e=await r({type:`factors`});e.ok&&e.result?.kind===`factors`&&this.desk!==void 0&&(this.desk={...this.desk,factors:e.result.factors})};this.desk={act:r,factors:this.desk?.factors,...e,workflows:t,refreshFactors:i,announce:e=>{this.announcement=e}},i()}#r=()=>{this.view=er()};#i(){return this.view===`egress`?`control`:this.view}#a(e){this.view=e,history.replaceState(null,``,`#/${e}`),e===`chat`?this.updateComplete.then(()=>this.renderRoot.querySelector(`steward-chat`)?.focusField()):this.renderRoot.querySelector(`.views`)?.scrollTo({top:0})}render(){let e=this.overview===void 0?0:pt(this.overview).length;return D`<div class="page" data-view=${this.view}>
      <button class="skip button filled" @click=${()=>this.#h(`.views`)}>${o(`app.skip`)}</button>
      <header>
        <span class="brand">
          ${Ct()}
          <span>
            <h1>${o(`app.name`)}</h1>
            ${this.overview?.isDemo===!0?D`<span class="demo">${o(`app.demo`)}</span>`:A}
          </span>
        </span>
        ${this.overview===void 0||this.overview.stopped!==void 0?A:this.#s()}
      </header>
      <nav aria-label=${o(`nav.label`)}>
        ${Xn.map(t=>D`<button
            class="tab ${t}"
            aria-current=${this.#i()===t?`page`:A}
            @click=${()=>this.#a(t)}
          >
            ${q(Qn[t])}
            <span>${o(`nav.${t}`)}</span>
            ${t===`overview`&&e>0?D`<span class="count" aria-label=${s(`nav.waiting`,e)} role="img"
                    >${e}</span
                  >`:A}
          </button>`)}
      </nav>
      <main>
        <div class="views" tabindex="-1">
        <div class="column">
          <steward-banners
            ?demo=${this.view===`overview`||this.view===`chat`}
            .overview=${this.overview}
            .connection=${this.connection}
            .receivedAtMs=${this.#e}
          ></steward-banners>
          <p class="stop-failure" role="alert">${this.stopFailure===void 0?A:o(`stop.failed`,{reason:this.stopFailure})}</p>
          ${this.overview?.stopped===void 0?A:D`<steward-stop .stopped=${this.overview.stopped} .desk=${this.desk}></steward-stop>`}
          ${this.overview===void 0?this.#c():this.#l(this.overview)}
        </div>
        </div>
        <section class="chat-pane" aria-labelledby="chat">
        <h2 id="chat" class="chat-title">${q(`chat`)}${o(`chat.title`)}</h2>
          ${this.view!==`chat`||this.overview?.stopped===void 0?A:D`<steward-stop
                class="in-chat"
                .stopped=${this.overview.stopped}
                .desk=${this.desk}
              ></steward-stop>`}
        <steward-chat
          .link=${this.link}
          .overview=${this.overview}
          ?connected=${this.connection===`connected`}
          ?takesPictures=${this.takesPictures}
        ></steward-chat>
        </section>
      </main>
      <p class="unseen" role="status">${this.announcement}</p>
    </div>`}async#o(){let e=await this.link.act({type:`stop`});this.stopFailure=e.ok?void 0:e.message}#s(){return D`<button
      class="button outlined stop"
      title=${o(`stop.meaning`)}
      @click=${()=>void this.#o()}
    >
      ${q(`stop`)}<span>${o(`stop.all`)}</span>
    </button>`}#c(){return this.connection===`lost`?A:D`<p class="soft loading">${o(`app.loading`)}</p>`}#l(e){return this.view===`inventory`?D`<h2 class="unseen">${o(`inventory.title`)}</h2>
        <steward-inventory .inventory=${e.inventory}></steward-inventory>`:this.view===`history`?D`<section>
        <h2>${o(`history.title`)}</h2>
        <steward-history .overview=${e} .desk=${this.desk}></steward-history>
      </section>`:this.view===`control`&&this.desk!==void 0?this.#u(e,this.desk):this.view===`egress`?D`<section aria-labelledby="egress">
        <h2 id="egress">${o(`egress.title`)}</h2>
        <p class="soft">${o(`egress.meaning`)}</p>
        <steward-egress .desk=${this.desk}></steward-egress>
      </section>`:this.#d(e)}#u(e,t){return D`<section aria-labelledby="autonomy">
        <h2 id="autonomy">${o(`autonomy.title`)}</h2>
        <p class="soft">${o(`autonomy.meaning`)}</p>
        <steward-autonomy .settings=${e.autonomy} .desk=${t}></steward-autonomy>
      </section>
      <section aria-labelledby="factors">
        <h2 id="factors">${o(`factors.title`)}</h2>
        <p class="soft">${o(`factors.meaning`)}</p>
        <steward-factors .desk=${t}></steward-factors>
      </section>
      ${t.isAdmin?D`<section aria-labelledby="egress">
              <h2 id="egress">${o(`egress.title`)}</h2>
              <p class="soft">${o(`egress.meaning`)}</p>
              <p>
                <button class="button outlined" @click=${()=>this.#a(`egress`)}>${o(`egress.show`)}</button>
              </p>
            </section>`:A}`}#d(e){let t=pt(e),n=this.#f(e),r=this.#p(t);return D`<steward-summary .overview=${e}></steward-summary>
      ${t.length>0?[r,n]:[n,r]}
      ${e.problems.length===0?A:D`<section aria-labelledby="problems">
              <h2 id="problems">${o(`problems.title`)}</h2>
              <steward-problems .problems=${e.problems}></steward-problems>
            </section>`}`}#f(e){let t=ht(e,z());return t.length===0?A:D`<section aria-labelledby="runs">
          <h2 id="runs">
            ${o(t.some(e=>R(e.state))?`runs.title`:`runs.ended`)}
          </h2>
          ${L(t,e=>e.id,e=>D`<steward-run .run=${e} .desk=${this.desk}></steward-run>`)}
        </section>`}#p(e){return D`<section aria-labelledby="requests">
      <h2 id="requests" tabindex="-1">${o(`requests.title`)}</h2>
      ${e.length===0?D`<div class="card">${Q(`ok`,o(`requests.none`),o(`requests.noneDetail`),`slim`)}</div>`:L(e,e=>e.id,e=>D`<steward-approval
                id=${`request-${e.id}`}
                .approval=${e}
                .decide=${this.#m}
                .desk=${this.desk}
              ></steward-approval>`)}
    </section>`}#m=async(e,t,n)=>{let{id:r,planDigest:i,title:a}=e,c=await this.link.act(t===`take-back`?{type:`cancel-request`,approvalId:r}:{type:`decide`,approvalId:r,answer:t,planDigest:i,...n===void 0?{}:{stepUp:en(n)}});return n!==void 0&&this.desk?.refreshFactors(),c.ok&&c.result?.kind===`more-needed`?(this.announcement=s(`requirement.more`,c.result.count),c):(c.ok&&(this.announcement=o($n[t],{title:a}),this.#h(`#requests`)),c)};#h(e){this.renderRoot.querySelector(e)?.focus()}async#g(e){let t=this.overview!==void 0&&pt(this.overview).some(({id:t})=>t===e),n=this.overview?.runs.some(t=>t.approvalId===e&&R(t.state));this.#a(t||n===!0?`overview`:`history`),await this.updateComplete;let r=this.renderRoot.querySelector(`#request-${CSS.escape(e)}`);r?.scrollIntoView({block:`start`,behavior:`smooth`}),r?.focus({preventScroll:!0})}};K(`steward-panel`,tr);var nr=[`--primary-color`,`--primary-background-color`,`--card-background-color`,`--primary-text-color`,`--divider-color`,`--error-color`,`--warning-color`,`--success-color`,`--ha-card-border-radius`,`--ha-card-border-width`,`--ha-card-border-color`,`--ha-font-family-body`],rr=()=>{if(window.parent!==window)try{return window.parent.document.documentElement}catch{return}},ir=e=>{let t=document.createElement(`canvas`).getContext(`2d`,{willReadFrequently:!0});if(t===null)return!1;t.fillStyle=e,t.fillRect(0,0,1,1);let[n=255,r=255,i=255]=t.getImageData(0,0,1,1).data;return .2126*n+.7152*r+.0722*i<128},ar=()=>{let e=rr();if(e===void 0)return;let t=document.documentElement,n=()=>{let n=e.ownerDocument.defaultView?.getComputedStyle(e);for(let e of nr){let r=n?.getPropertyValue(e).trim()??``;r===``||r.includes(`url(`)?t.style.removeProperty(e):t.style.setProperty(e,r)}let r=n?.getPropertyValue(`--primary-background-color`).trim()??``;t.style.colorScheme=r===``?``:ir(r)?`dark`:`light`};n(),new MutationObserver(n).observe(e,{attributes:!0,attributeFilter:[`style`,`class`]}),window.parent.matchMedia(`(prefers-color-scheme: dark)`).addEventListener(`change`,n)},or=()=>{let e=new URL(`panel/live`,document.baseURI);return e.protocol=e.protocol===`https:`?`wss:`:`ws:`,e.hash=``,e.href};ar(),i(navigator.language);var sr=new tr;sr.link=f({url:or(),conversationId:[...crypto.getRandomValues(new Uint8Array(16))].map(e=>e.toString(16).padStart(2,`0`)).join(``)}),document.body.append(sr);