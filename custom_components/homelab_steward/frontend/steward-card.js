// cards/src/components/define.ts
var e = (e, t) => {
	customElements.get(e) === void 0 && customElements.define(e, t);
}, t = {
	"app.name": "Homelab Steward",
	"app.skip": "Skip to the content",
	"app.demo": "Demo homelab",
	"app.demoDetail": "Nothing here is real: three simulated Proxmox nodes behind the real product.",
	"app.loading": "Reading the homelab…",
	"nav.label": "Views",
	"nav.overview": "Overview",
	"nav.chat": "Chat",
	"nav.inventory": "Inventory",
	"nav.history": "History",
	"nav.control": "Control",
	"nav.waiting.one": "1 request waiting",
	"nav.waiting.other": "{count} requests waiting",
	"connection.lost": "Connection to Steward lost.",
	"connection.lostDetail": "What you see is as of {time}. Trying again…",
	"connection.never": "Steward cannot be reached. Trying again…",
	"connection.unknownResult": "The connection was lost before Steward confirmed. Look at the request once it is back.",
	"connection.none": "Steward is not connected at the moment.",
	"connection.stale": "{system} cannot be read: what you see of it is {age} old.",
	"connection.neverRead": "{system} has not been read yet.",
	"health.ok": "All well",
	"health.warning": "Needs attention",
	"health.error": "Something is wrong",
	"health.unknown": "Unknown",
	"summary.title": "State of the homelab",
	"summary.nodes": "Nodes online",
	"summary.guests": "Guests running",
	"summary.pool": "Fullest pool",
	"summary.backup": "Oldest backup",
	"summary.of": "{part} of {whole}",
	"summary.none": "None",
	"summary.noBackup": "missing",
	"summary.unknown": "unknown",
	"problems.title": "Needs attention",
	"problems.none": "Nothing needs attention.",
	"problems.error": "Error",
	"problems.warning": "Warning",
	"problems.unknown": "Unknown",
	"requests.title": "Waiting for a decision",
	"requests.none": "No request is waiting.",
	"requests.noneDetail": "Ask for a change in the chat, and its plan appears here before anything happens.",
	"request.asked": "{name} asked",
	"request.stops": "Meanwhile:",
	"request.stopsNothing": "Nothing stops meanwhile.",
	"request.undo": "To undo:",
	"request.noUndo": "This cannot be undone.",
	"request.affected": "Affected:",
	"request.why": "Why this risk?",
	"request.digest": "Plan",
	"request.digestTitle": "Digest of this exact plan: {digest}",
	"request.expires": "Lapses in {time}",
	"request.expired": "Lapsed",
	"request.takes": "takes about {time}",
	"request.before": "before",
	"request.after": "after",
	"request.changed": "What had changed meanwhile",
	"request.nothing": "nothing",
	"request.approve": "Approve",
	"request.deny": "Deny",
	"request.takeBack": "Take my request back",
	"request.sending": "Sending…",
	"request.pin": "Your PIN",
	"request.review": "Review",
	"request.reviewHint": "Open Homelab Steward to decide.",
	"request.approved": "Approved: {title}",
	"request.denied": "Denied: {title}",
	"request.takenBack": "Taken back: {title}",
	"plan.forGood": "This cannot be undone once it is done.",
	"plan.skipped": "Left out:",
	"plan.onlyIf": "Only if",
	"plan.waitsForPerson": "Waits, over restarts and for weeks if need be, until a person has done it.",
	"plan.after": "after steps {steps}",
	"plan.afterOne": "after step {steps}",
	"plan.atOnce": "begins at once, side by side",
	"plan.estimate": "an estimate",
	"plan.pastRuns.one": "as in 1 past run",
	"plan.pastRuns.other": "as in {count} past runs",
	"plan.saves": "Saves about {time}",
	"plan.worth": "What it brings and costs",
	"roi.title": "Expected and measured",
	"roi.what": "What",
	"roi.forecast": "Expected",
	"roi.outcome": "Measured",
	"requirement.count": "{given} of {needed} approvals",
	"requirement.may": "{names} may approve",
	"requirement.given": "{name} approved {when}",
	"requirement.notYou": "The approval is up to others now.",
	"requirement.more.one": "Noted. One more approval is needed.",
	"requirement.more.other": "Noted. {count} more approvals are needed.",
	"requirement.quiet": "Quiet hours: phones are left alone until {time}.",
	"requirement.escalates": "Others are asked, too, from {time}.",
	"requirement.escalated": "Others were asked, too, {when}.",
	"stepUp.hint": "This destroys data, so Steward asks you to confirm that it is you.",
	"stepUp.with": "Confirm with",
	"stepUp.pin": "PIN",
	"stepUp.totp": "Authenticator app",
	"stepUp.passkey": "Passkey",
	"stepUp.code": "Code of your app",
	"stepUp.pinMissing": "Enter your PIN to confirm.",
	"stepUp.codeMissing": "Enter the code of your authenticator app to confirm.",
	"stepUp.passkeyHint": "Your device asks for your finger, your face or its own PIN.",
	"stepUp.passkeyFailed": "The passkey was not used. Try again, or confirm with a code.",
	"stepUp.locked": "Too many wrong codes: none is taken for {time}.",
	"stepUp.none": "You have nothing to confirm with yet. On the machine that Steward runs on:",
	"stop.all": "Stop all",
	"stop.failed": "NOT stopped: {reason} Create the file STOP in the data folder, or run: steward stop",
	"stop.on": "Everything is stopped",
	"stop.by": "Stopped by {name}",
	"stop.meaning": "Nothing is changed in the homelab until an approver releases the stop.",
	"stop.release": "Release the stop",
	"stop.releaseHint": "Runs go on where they are. Confirm that it is you.",
	"stop.keep": "Keep it stopped",
	"stop.released": "Nothing is stopped any more.",
	"wait.title": "Waiting for you",
	"wait.done": "It is done",
	"wait.cannot": "It cannot be done",
	"wait.cannotSure": "Really? This ends the run",
	"wait.told": "Thank you. Steward looks for itself now.",
	"autonomy.title": "Without asking",
	"autonomy.meaning": "How much Steward may do on its own. What destroys data is asked for at every level, and everything is recorded with its reasons.",
	"autonomy.none": "Every change is asked for.",
	"autonomy.watch": "Watch",
	"autonomy.ask": "Ask",
	"autonomy.assist": "Assist",
	"autonomy.autopilot": "Autopilot",
	"autonomy.watchMeaning": "Nothing is even proposed, unless a person asks here in the panel.",
	"autonomy.askMeaning": "Every change waits for an approval.",
	"autonomy.assistMeaning": "What can be undone runs without asking; you are told afterwards.",
	"autonomy.autopilotMeaning": "What interrupts something runs without asking, too.",
	"autonomy.everyWorkflow": "Every workflow",
	"autonomy.everything": "everything",
	"autonomy.setBy": "Set by {name}, {when}.",
	"autonomy.until": "Until {time}.",
	"autonomy.forGood": "Until it is changed.",
	"autonomy.change": "Set a level",
	"autonomy.level": "How much",
	"autonomy.workflow": "Workflow",
	"autonomy.scope": "Objects",
	"autonomy.scopeHint": "Objects as in proxmox:home/guest/101; * stands for anything.",
	"autonomy.span": "For how long",
	"autonomy.spanForGood": "Until it is changed",
	"autonomy.because": "Why",
	"autonomy.stepUpHint": "Confirm that it is you.",
	"autonomy.set": "Set it",
	"autonomy.keep": "Leave it",
	"autonomy.wasSet": "The level was set.",
	"factors.title": "How you confirm that it is you",
	"factors.meaning": "Asked before data is destroyed, autonomy is changed, or a stop is released.",
	"factors.pinSet": "Set in the options of the app (add-on).",
	"factors.pinNone": "Not set. It stands in the options of the app (add-on).",
	"factors.totpSet": "Enrolled. Each code is taken once.",
	"factors.totpNone": "Codes of six digits from an app on your phone.",
	"factors.passkeyHint": "Your finger, face or security key, in this browser.",
	"factors.passkeyNotHere": "Passkeys need Home Assistant under an https address.",
	"factors.passkeyAdded": "Added {when}, for {site}",
	"factors.passkeyName": "Name of the new passkey, e.g. “Laptop”",
	"factors.add": "Add",
	"factors.remove": "Remove",
	"factors.next": "Next",
	"factors.cancel": "Cancel",
	"factors.confirm": "Confirm with what you have already.",
	"factors.totpKey": "Type this key into your authenticator app. It is shown this once.",
	"factors.totpOpen": "Open it in the app on this device",
	"factors.totpFirst": "The first code that the app shows",
	"factors.totpEnrol": "Enrol the app",
	"factors.changed": "How you confirm was changed.",
	"risk.read": "Reads only",
	"risk.reversible": "Can be undone",
	"risk.disruptive": "Interrupts",
	"risk.destructive": "Destructive",
	"state.requested": "Waiting",
	"state.presented": "Waiting",
	"state.approved": "Approved",
	"state.denied": "Denied",
	"state.expired": "Lapsed",
	"state.cancelled": "Taken back",
	"state.invalidated": "Lapsed: things had changed",
	"state.consumed": "Approved",
	"state.by": "{state} by {name}, {when}",
	"state.confirmed": "confirmed with: {method}",
	"runs.title": "Running now",
	"runs.ended": "Just finished",
	"run.running": "Running",
	"run.waiting": "Waiting",
	"run.rolling-back": "Rolling back",
	"run.rolled-back": "Failed and rolled back",
	"run.succeeded": "Done and verified",
	"run.failed": "Failed",
	"run.unknown": "Outcome unknown",
	"run.invalidated": "Not run: things had changed",
	"run.cancelled": "Cancelled",
	"run.remaining": "Not as it was before",
	"run.undoing": "Undoing what was done",
	"run.undo": "Undo",
	"run.undoAsked": "Asked. Its plan waits for a decision.",
	"run.cancel": "Cancel",
	"run.cancelling": "It stops at the next safe point.",
	"run.progress": "Progress of {title}",
	"run.took": "took {time}",
	"run.issue": "Issue #{number}",
	"run.commit": "Commit {hash}",
	"step.waiting": "Waiting",
	"step.observing": "Looking at the present state",
	"step.applying": "Under way",
	"step.verifying": "Verifying",
	"step.held": "Waiting for a person",
	"step.skipped": "Left out",
	"step.undone": "Undone",
	"step.done": "Done",
	"step.failed": "Failed",
	"step.unknown": "Outcome unknown",
	"history.title": "What happened",
	"history.none": "Nothing has happened yet.",
	"history.noneDetail": "Every request and every run is kept here with its plan and its verified result.",
	"history.more": "Show earlier",
	"chat.title": "Chat",
	"chat.empty": "Ask about your homelab, or ask for a change.",
	"chat.emptyDetail": "A change is planned first and waits for an approval. Nothing happens before.",
	"chat.log": "Conversation",
	"chat.you": "You",
	"chat.steward": "Steward",
	"chat.thinking": "Steward is answering",
	"chat.placeholder": "Ask or request a change",
	"chat.input": "Message to Steward",
	"chat.send": "Send",
	"chat.addPicture": "Add a picture",
	"chat.picture": "Picture {number}",
	"chat.removePicture": "Leave out picture {number}",
	"chat.pictureUnreadable": "This picture cannot be read.",
	"chat.pictureQuestion": "What is on this picture?",
	"chat.stop": "Stop the answer",
	"chat.stopped": "Stopped.",
	"chat.suggestions": "Suggestions",
	"chat.showRequest": "Show the request",
	"chat.evidence": "From:",
	"chat.readAt": "Read {when}",
	"chat.draft": "Draft",
	"chat.draftFile": "Draft of {name}",
	"chat.draftNote": "Nothing runs from a draft. Say “yes” to keep it among your workflows and ask for its approval; or change it and put it there yourself.",
	"chat.delegate": "That is for Home Assistant itself. Ask it in Assist.",
	"chat.lost": "The connection was lost before the answer was complete.",
	"chat.offline": "Not connected",
	"ask.wrong": "What is wrong?",
	"ask.down": "What is down?",
	"ask.waits": "What waits?",
	"ask.happened": "What happened?",
	"ask.running": "What is running?",
	"ask.pool": "How full is {name}?",
	"ask.node": "Is {name} ok?",
	"ask.start": "Start {name}",
	"ask.memory": "What about its memory?",
	"egress.title": "What left the house",
	"egress.meaning": "Every request to a cloud model, as it was sent. Names, addresses and serials of the homelab leave as placeholders; secrets, logs and pictures never do.",
	"egress.show": "Show what was sent",
	"egress.refresh": "Refresh",
	"egress.none": "Nothing has ever left the house.",
	"egress.noneDetail": "Once a cloud model is allowed in the options and asked, each request is listed here.",
	"egress.noneKept": "{total} left the house, so long ago that only the sum is kept.",
	"egress.adminsOnly": "Administrators of Home Assistant can see what left the house.",
	"egress.total": "{total} in all",
	"egress.attempt": "try {number}",
	"egress.answered": "Answered",
	"egress.cancelled": "Cancelled",
	"egress.unknown": "Outcome unknown",
	"egress.refused": "Refused with status {status}",
	"egress.noAnswer": "No answer ({reason})",
	"egress.form": "Form",
	"egress.readable": "Readable",
	"egress.raw": "Byte for byte",
	"egress.body": "What was sent",
	"egress.bodyGone": "The text is no longer kept, only its size and digest.",
	"inventory.title": "Inventory",
	"inventory.search": "Search guests, nodes, pools, disks",
	"inventory.filter": "Show",
	"inventory.all": "All",
	"inventory.attention": "Needs attention",
	"inventory.running": "Running",
	"inventory.stopped": "Stopped",
	"inventory.none": "Nothing is known yet.",
	"inventory.noneDetail": "Once a Proxmox connection is set up in the options, what it has appears here.",
	"inventory.noMatch": "Nothing matches.",
	"inventory.clear": "Clear search and filter",
	"inventory.nodes": "Nodes and guests",
	"inventory.pools": "Pools",
	"inventory.storages": "Storages",
	"inventory.disks": "Disks",
	"inventory.guests.one": "1 guest",
	"inventory.guests.other": "{count} guests",
	"inventory.more.one": "Show 1 more guest",
	"inventory.more.other": "Show {count} more guests",
	"inventory.noGuests": "No guests.",
	"inventory.otherNode": "Guests of a node that is not known",
	"inventory.cpu": "CPU",
	"inventory.memory": "Memory",
	"inventory.memoryOf": "{used} of {total}",
	"inventory.used": "{used} of {total}",
	"inventory.free": "{free} free",
	"inventory.up": "up {time}",
	"inventory.vm": "VM",
	"inventory.container": "Container",
	"inventory.backup": "Backup {when}",
	"inventory.noBackup": "No backup",
	"inventory.backupUnknown": "Backup unknown",
	"inventory.usageUnknown": "Usage unknown",
	"inventory.smart": "SMART {verdict}",
	"inventory.wear": "{percent} worn",
	"inventory.on": "on {node}",
	"status.running": "running",
	"status.stopped": "stopped",
	"status.paused": "paused",
	"status.online": "online",
	"status.offline": "offline",
	"status.unknown": "unknown",
	"card.name": "Homelab Steward",
	"card.description": "The state of the homelab, what waits for a decision and what is running.",
	"card.open": "Open Homelab Steward",
	"card.moreWaiting.one": "1 more waiting",
	"card.moreWaiting.other": "{count} more waiting",
	"card.notSetUp": "Homelab Steward is not set up in Home Assistant.",
	"card.notSetUpDetail": "Add the integration under Settings → Devices & services.",
	"card.configTitle": "Title",
	"card.configProblems": "Show what needs attention",
	"card.configRuns": "Show what is running",
	"card.configPath": "Path of the panel (found by itself when empty)"
}, n = { en: t }, r = "en", i = t, a = (e) => {
	try {
		r = Intl.getCanonicalLocales(e)[0] ?? "en";
	} catch {
		r = "en";
	}
	i = n[r.split("-")[0] ?? "en"] ?? t;
}, o = () => r, s = (e, t = {}) => i[e].replace(/\{(\w+)\}/g, (e, n) => String(t[n] ?? e)), c = (e, t) => s(`${e}.${t === 1 ? "one" : "other"}`, { count: new Intl.NumberFormat(r).format(t) }), l = globalThis, u = l.ShadowRoot && (l.ShadyCSS === void 0 || l.ShadyCSS.nativeShadow) && "adoptedStyleSheets" in Document.prototype && "replace" in CSSStyleSheet.prototype, d = Symbol(), f = /* @__PURE__ */ new WeakMap(), p = class {
	constructor(e, t, n) {
		if (this._$cssResult$ = !0, n !== d) throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");
		this.cssText = e, this.t = t;
	}
	get styleSheet() {
		let e = this.o, t = this.t;
		if (u && e === void 0) {
			let n = t !== void 0 && t.length === 1;
			n && (e = f.get(t)), e === void 0 && ((this.o = e = new CSSStyleSheet()).replaceSync(this.cssText), n && f.set(t, e));
		}
		return e;
	}
	toString() {
		return this.cssText;
	}
}, m = (e) => new p(typeof e == "string" ? e : e + "", void 0, d), h = (e, ...t) => new p(e.length === 1 ? e[0] : t.reduce((t, n, r) => t + ((e) => {
	if (!0 === e._$cssResult$) return e.cssText;
	if (typeof e == "number") return e;
	throw Error("Value passed to 'css' function must be a 'css' function result: " + e + ". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.");
})(n) + e[r + 1], e[0]), e, d), ee = (e, t) => {
	if (u) e.adoptedStyleSheets = t.map((e) => e instanceof CSSStyleSheet ? e : e.styleSheet);
	else for (let n of t) {
		let t = document.createElement("style"), r = l.litNonce;
		r !== void 0 && t.setAttribute("nonce", r), t.textContent = n.cssText, e.appendChild(t);
	}
}, te = u ? (e) => e : (e) => e instanceof CSSStyleSheet ? ((e) => {
	let t = "";
	for (let n of e.cssRules) t += n.cssText;
	return m(t);
})(e) : e, { is: ne, defineProperty: re, getOwnPropertyDescriptor: ie, getOwnPropertyNames: ae, getOwnPropertySymbols: oe, getPrototypeOf: se } = Object, g = globalThis, ce = g.trustedTypes, le = ce ? ce.emptyScript : "", ue = g.reactiveElementPolyfillSupport, _ = (e, t) => e, de = {
	toAttribute(e, t) {
		switch (t) {
			case Boolean:
				e = e ? le : null;
				break;
			case Object:
			case Array: e = e == null ? e : JSON.stringify(e);
		}
		return e;
	},
	fromAttribute(e, t) {
		let n = e;
		switch (t) {
			case Boolean:
				n = e !== null;
				break;
			case Number:
				n = e === null ? null : Number(e);
				break;
			case Object:
			case Array: try {
				n = JSON.parse(e);
			} catch {
				n = null;
			}
		}
		return n;
	}
}, fe = (e, t) => !ne(e, t), pe = {
	attribute: !0,
	type: String,
	converter: de,
	reflect: !1,
	useDefault: !1,
	hasChanged: fe
};
Symbol.metadata ??= Symbol("metadata"), g.litPropertyMetadata ??= /* @__PURE__ */ new WeakMap();
var v = class extends HTMLElement {
	static addInitializer(e) {
		this._$Ei(), (this.l ??= []).push(e);
	}
	static get observedAttributes() {
		return this.finalize(), this._$Eh && [...this._$Eh.keys()];
	}
	static createProperty(e, t = pe) {
		if (t.state && (t.attribute = !1), this._$Ei(), this.prototype.hasOwnProperty(e) && ((t = Object.create(t)).wrapped = !0), this.elementProperties.set(e, t), !t.noAccessor) {
			let n = Symbol(), r = this.getPropertyDescriptor(e, n, t);
			r !== void 0 && re(this.prototype, e, r);
		}
	}
	static getPropertyDescriptor(e, t, n) {
		let { get: r, set: i } = ie(this.prototype, e) ?? {
			get() {
				return this[t];
			},
			set(e) {
				this[t] = e;
			}
		};
		return {
			get: r,
			set(t) {
				let a = r?.call(this);
				i?.call(this, t), this.requestUpdate(e, a, n);
			},
			configurable: !0,
			enumerable: !0
		};
	}
	static getPropertyOptions(e) {
		return this.elementProperties.get(e) ?? pe;
	}
	static _$Ei() {
		if (this.hasOwnProperty(_("elementProperties"))) return;
		let e = se(this);
		e.finalize(), e.l !== void 0 && (this.l = [...e.l]), this.elementProperties = new Map(e.elementProperties);
	}
	static finalize() {
		if (this.hasOwnProperty(_("finalized"))) return;
		if (this.finalized = !0, this._$Ei(), this.hasOwnProperty(_("properties"))) {
			let e = this.properties, t = [...ae(e), ...oe(e)];
			for (let n of t) this.createProperty(n, e[n]);
		}
		let e = this[Symbol.metadata];
		if (e !== null) {
			let t = litPropertyMetadata.get(e);
			if (t !== void 0) for (let [e, n] of t) this.elementProperties.set(e, n);
		}
		this._$Eh = /* @__PURE__ */ new Map();
		for (let [e, t] of this.elementProperties) {
			let n = this._$Eu(e, t);
			n !== void 0 && this._$Eh.set(n, e);
		}
		this.elementStyles = this.finalizeStyles(this.styles);
	}
	static finalizeStyles(e) {
		let t = [];
		if (Array.isArray(e)) {
			let n = new Set(e.flat(1 / 0).reverse());
			for (let e of n) t.unshift(te(e));
		} else e !== void 0 && t.push(te(e));
		return t;
	}
	static _$Eu(e, t) {
		let n = t.attribute;
		return !1 === n ? void 0 : typeof n == "string" ? n : typeof e == "string" ? e.toLowerCase() : void 0;
	}
	constructor() {
		super(), this._$Ep = void 0, this.isUpdatePending = !1, this.hasUpdated = !1, this._$Em = null, this._$Ev();
	}
	_$Ev() {
		this._$ES = new Promise((e) => this.enableUpdating = e), this._$AL = /* @__PURE__ */ new Map(), this._$E_(), this.requestUpdate(), this.constructor.l?.forEach((e) => e(this));
	}
	addController(e) {
		(this._$EO ??= /* @__PURE__ */ new Set()).add(e), this.renderRoot !== void 0 && this.isConnected && e.hostConnected?.();
	}
	removeController(e) {
		this._$EO?.delete(e);
	}
	_$E_() {
		let e = /* @__PURE__ */ new Map(), t = this.constructor.elementProperties;
		for (let n of t.keys()) this.hasOwnProperty(n) && (e.set(n, this[n]), delete this[n]);
		e.size > 0 && (this._$Ep = e);
	}
	createRenderRoot() {
		let e = this.shadowRoot ?? this.attachShadow(this.constructor.shadowRootOptions);
		return ee(e, this.constructor.elementStyles), e;
	}
	connectedCallback() {
		this.renderRoot ??= this.createRenderRoot(), this.enableUpdating(!0), this._$EO?.forEach((e) => e.hostConnected?.());
	}
	enableUpdating(e) {}
	disconnectedCallback() {
		this._$EO?.forEach((e) => e.hostDisconnected?.());
	}
	attributeChangedCallback(e, t, n) {
		this._$AK(e, n);
	}
	_$ET(e, t) {
		let n = this.constructor.elementProperties.get(e), r = this.constructor._$Eu(e, n);
		if (r !== void 0 && !0 === n.reflect) {
			let i = (n.converter?.toAttribute === void 0 ? de : n.converter).toAttribute(t, n.type);
			this._$Em = e, i == null ? this.removeAttribute(r) : this.setAttribute(r, i), this._$Em = null;
		}
	}
	_$AK(e, t) {
		let n = this.constructor, r = n._$Eh.get(e);
		if (r !== void 0 && this._$Em !== r) {
			let e = n.getPropertyOptions(r), i = typeof e.converter == "function" ? { fromAttribute: e.converter } : e.converter?.fromAttribute === void 0 ? de : e.converter;
			this._$Em = r;
			let a = i.fromAttribute(t, e.type);
			this[r] = a ?? this._$Ej?.get(r) ?? a, this._$Em = null;
		}
	}
	requestUpdate(e, t, n, r = !1, i) {
		if (e !== void 0) {
			let a = this.constructor;
			if (!1 === r && (i = this[e]), n ??= a.getPropertyOptions(e), !((n.hasChanged ?? fe)(i, t) || n.useDefault && n.reflect && i === this._$Ej?.get(e) && !this.hasAttribute(a._$Eu(e, n)))) return;
			this.C(e, t, n);
		}
		!1 === this.isUpdatePending && (this._$ES = this._$EP());
	}
	C(e, t, { useDefault: n, reflect: r, wrapped: i }, a) {
		n && !(this._$Ej ??= /* @__PURE__ */ new Map()).has(e) && (this._$Ej.set(e, a ?? t ?? this[e]), !0 !== i || a !== void 0) || (this._$AL.has(e) || (this.hasUpdated || n || (t = void 0), this._$AL.set(e, t)), !0 === r && this._$Em !== e && (this._$Eq ??= /* @__PURE__ */ new Set()).add(e));
	}
	async _$EP() {
		this.isUpdatePending = !0;
		try {
			await this._$ES;
		} catch (e) {
			Promise.reject(e);
		}
		let e = this.scheduleUpdate();
		return e != null && await e, !this.isUpdatePending;
	}
	scheduleUpdate() {
		return this.performUpdate();
	}
	performUpdate() {
		if (!this.isUpdatePending) return;
		if (!this.hasUpdated) {
			if (this.renderRoot ??= this.createRenderRoot(), this._$Ep) {
				for (let [e, t] of this._$Ep) this[e] = t;
				this._$Ep = void 0;
			}
			let e = this.constructor.elementProperties;
			if (e.size > 0) for (let [t, n] of e) {
				let { wrapped: e } = n, r = this[t];
				!0 !== e || this._$AL.has(t) || r === void 0 || this.C(t, void 0, n, r);
			}
		}
		let e = !1, t = this._$AL;
		try {
			e = this.shouldUpdate(t), e ? (this.willUpdate(t), this._$EO?.forEach((e) => e.hostUpdate?.()), this.update(t)) : this._$EM();
		} catch (t) {
			throw e = !1, this._$EM(), t;
		}
		e && this._$AE(t);
	}
	willUpdate(e) {}
	_$AE(e) {
		this._$EO?.forEach((e) => e.hostUpdated?.()), this.hasUpdated || (this.hasUpdated = !0, this.firstUpdated(e)), this.updated(e);
	}
	_$EM() {
		this._$AL = /* @__PURE__ */ new Map(), this.isUpdatePending = !1;
	}
	get updateComplete() {
		return this.getUpdateComplete();
	}
	getUpdateComplete() {
		return this._$ES;
	}
	shouldUpdate(e) {
		return !0;
	}
	update(e) {
		this._$Eq &&= this._$Eq.forEach((e) => this._$ET(e, this[e])), this._$EM();
	}
	updated(e) {}
	firstUpdated(e) {}
};
v.elementStyles = [], v.shadowRootOptions = { mode: "open" }, v[_("elementProperties")] = /* @__PURE__ */ new Map(), v[_("finalized")] = /* @__PURE__ */ new Map(), ue?.({ ReactiveElement: v }), (g.reactiveElementVersions ??= []).push("2.1.2");
// node_modules/lit-html/lit-html.js
var y = globalThis, me = (e) => e, b = y.trustedTypes, he = b ? b.createPolicy("lit-html", { createHTML: (e) => e }) : void 0, x = "$lit$", S = `lit$${Math.random().toFixed(9).slice(2)}$`, ge = "?" + S, _e = `<${ge}>`, C = document, w = () => C.createComment(""), T = (e) => e === null || typeof e != "object" && typeof e != "function", ve = Array.isArray, ye = (e) => ve(e) || typeof e?.[Symbol.iterator] == "function", be = "[ 	\n\f\r]", E = /<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g, xe = /-->/g, Se = />/g, D = RegExp(`>|${be}(?:([^\\s"'>=/]+)(${be}*=${be}*(?:[^ \t\n\f\r"'\`<>=]|("|')|))|$)`, "g"), Ce = /'/g, we = /"/g, Te = /^(?:script|style|textarea|title)$/i, Ee = (e) => (t, ...n) => ({
	_$litType$: e,
	strings: t,
	values: n
}), O = Ee(1), k = Ee(2), A = Symbol.for("lit-noChange"), j = Symbol.for("lit-nothing"), De = /* @__PURE__ */ new WeakMap(), M = C.createTreeWalker(C, 129);
function Oe(e, t) {
	if (!ve(e) || !e.hasOwnProperty("raw")) throw Error("invalid template strings array");
	return he === void 0 ? t : he.createHTML(t);
}
var ke = (e, t) => {
	let n = e.length - 1, r = [], i, a = t === 2 ? "<svg>" : t === 3 ? "<math>" : "", o = E;
	for (let t = 0; t < n; t++) {
		let n = e[t], s, c, l = -1, u = 0;
		for (; u < n.length && (o.lastIndex = u, c = o.exec(n), c !== null);) u = o.lastIndex, o === E ? c[1] === "!--" ? o = xe : c[1] === void 0 ? c[2] === void 0 ? c[3] !== void 0 && (o = D) : (Te.test(c[2]) && (i = RegExp("</" + c[2], "g")), o = D) : o = Se : o === D ? c[0] === ">" ? (o = i ?? E, l = -1) : c[1] === void 0 ? l = -2 : (l = o.lastIndex - c[2].length, s = c[1], o = c[3] === void 0 ? D : c[3] === "\"" ? we : Ce) : o === we || o === Ce ? o = D : o === xe || o === Se ? o = E : (o = D, i = void 0);
		let d = o === D && e[t + 1].startsWith("/>") ? " " : "";
		a += o === E ? n + _e : l >= 0 ? (r.push(s), n.slice(0, l) + x + n.slice(l) + S + d) : n + S + (l === -2 ? t : d);
	}
	return [Oe(e, a + (e[n] || "<?>") + (t === 2 ? "</svg>" : t === 3 ? "</math>" : "")), r];
}, Ae = class e {
	constructor({ strings: t, _$litType$: n }, r) {
		let i;
		this.parts = [];
		let a = 0, o = 0, s = t.length - 1, c = this.parts, [l, u] = ke(t, n);
		if (this.el = e.createElement(l, r), M.currentNode = this.el.content, n === 2 || n === 3) {
			let e = this.el.content.firstChild;
			e.replaceWith(...e.childNodes);
		}
		for (; (i = M.nextNode()) !== null && c.length < s;) {
			if (i.nodeType === 1) {
				if (i.hasAttributes()) for (let e of i.getAttributeNames()) if (e.endsWith(x)) {
					let t = u[o++], n = i.getAttribute(e).split(S), r = /([.?@])?(.*)/.exec(t);
					c.push({
						type: 1,
						index: a,
						name: r[2],
						strings: n,
						ctor: r[1] === "." ? Me : r[1] === "?" ? Ne : r[1] === "@" ? Pe : F
					}), i.removeAttribute(e);
				} else e.startsWith(S) && (c.push({
					type: 6,
					index: a
				}), i.removeAttribute(e));
				if (Te.test(i.tagName)) {
					let e = i.textContent.split(S), t = e.length - 1;
					if (t > 0) {
						i.textContent = b ? b.emptyScript : "";
						for (let n = 0; n < t; n++) i.append(e[n], w()), M.nextNode(), c.push({
							type: 2,
							index: ++a
						});
						i.append(e[t], w());
					}
				}
			} else if (i.nodeType === 8) {
				if (i.data === ge) c.push({
					type: 2,
					index: a
				});
				else {
					let e = -1;
					for (; (e = i.data.indexOf(S, e + 1)) !== -1;) c.push({
						type: 7,
						index: a
					}), e += S.length - 1;
				}
			}
			a++;
		}
	}
	static createElement(e, t) {
		let n = C.createElement("template");
		return n.innerHTML = e, n;
	}
};
function N(e, t, n = e, r) {
	if (t === A) return t;
	let i = r === void 0 ? n._$Cl : n._$Co?.[r], a = T(t) ? void 0 : t._$litDirective$;
	return i?.constructor !== a && (i?._$AO?.(!1), a === void 0 ? i = void 0 : (i = new a(e), i._$AT(e, n, r)), r === void 0 ? n._$Cl = i : (n._$Co ??= [])[r] = i), i !== void 0 && (t = N(e, i._$AS(e, t.values), i, r)), t;
}
var je = class {
	constructor(e, t) {
		this._$AV = [], this._$AN = void 0, this._$AD = e, this._$AM = t;
	}
	get parentNode() {
		return this._$AM.parentNode;
	}
	get _$AU() {
		return this._$AM._$AU;
	}
	u(e) {
		let { el: { content: t }, parts: n } = this._$AD, r = (e?.creationScope ?? C).importNode(t, !0);
		M.currentNode = r;
		let i = M.nextNode(), a = 0, o = 0, s = n[0];
		for (; s !== void 0;) {
			if (a === s.index) {
				let t;
				s.type === 2 ? t = new P(i, i.nextSibling, this, e) : s.type === 1 ? t = new s.ctor(i, s.name, s.strings, this, e) : s.type === 6 && (t = new Fe(i, this, e)), this._$AV.push(t), s = n[++o];
			}
			a !== s?.index && (i = M.nextNode(), a++);
		}
		return M.currentNode = C, r;
	}
	p(e) {
		let t = 0;
		for (let n of this._$AV) n !== void 0 && (n.strings === void 0 ? n._$AI(e[t]) : (n._$AI(e, n, t), t += n.strings.length - 2)), t++;
	}
}, P = class e {
	get _$AU() {
		return this._$AM?._$AU ?? this._$Cv;
	}
	constructor(e, t, n, r) {
		this.type = 2, this._$AH = j, this._$AN = void 0, this._$AA = e, this._$AB = t, this._$AM = n, this.options = r, this._$Cv = r?.isConnected ?? !0;
	}
	get parentNode() {
		let e = this._$AA.parentNode, t = this._$AM;
		return t !== void 0 && e?.nodeType === 11 && (e = t.parentNode), e;
	}
	get startNode() {
		return this._$AA;
	}
	get endNode() {
		return this._$AB;
	}
	_$AI(e, t = this) {
		e = N(this, e, t), T(e) ? e === j || e == null || e === "" ? (this._$AH !== j && this._$AR(), this._$AH = j) : e !== this._$AH && e !== A && this._(e) : e._$litType$ === void 0 ? e.nodeType === void 0 ? ye(e) ? this.k(e) : this._(e) : this.T(e) : this.$(e);
	}
	O(e) {
		return this._$AA.parentNode.insertBefore(e, this._$AB);
	}
	T(e) {
		this._$AH !== e && (this._$AR(), this._$AH = this.O(e));
	}
	_(e) {
		this._$AH !== j && T(this._$AH) ? this._$AA.nextSibling.data = e : this.T(C.createTextNode(e)), this._$AH = e;
	}
	$(e) {
		let { values: t, _$litType$: n } = e, r = typeof n == "number" ? this._$AC(e) : (n.el === void 0 && (n.el = Ae.createElement(Oe(n.h, n.h[0]), this.options)), n);
		if (this._$AH?._$AD === r) this._$AH.p(t);
		else {
			let e = new je(r, this), n = e.u(this.options);
			e.p(t), this.T(n), this._$AH = e;
		}
	}
	_$AC(e) {
		let t = De.get(e.strings);
		return t === void 0 && De.set(e.strings, t = new Ae(e)), t;
	}
	k(t) {
		ve(this._$AH) || (this._$AH = [], this._$AR());
		let n = this._$AH, r, i = 0;
		for (let a of t) i === n.length ? n.push(r = new e(this.O(w()), this.O(w()), this, this.options)) : r = n[i], r._$AI(a), i++;
		i < n.length && (this._$AR(r && r._$AB.nextSibling, i), n.length = i);
	}
	_$AR(e = this._$AA.nextSibling, t) {
		for (this._$AP?.(!1, !0, t); e !== this._$AB;) {
			let t = me(e).nextSibling;
			me(e).remove(), e = t;
		}
	}
	setConnected(e) {
		this._$AM === void 0 && (this._$Cv = e, this._$AP?.(e));
	}
}, F = class {
	get tagName() {
		return this.element.tagName;
	}
	get _$AU() {
		return this._$AM._$AU;
	}
	constructor(e, t, n, r, i) {
		this.type = 1, this._$AH = j, this._$AN = void 0, this.element = e, this.name = t, this._$AM = r, this.options = i, n.length > 2 || n[0] !== "" || n[1] !== "" ? (this._$AH = Array(n.length - 1).fill(/* @__PURE__ */ new String()), this.strings = n) : this._$AH = j;
	}
	_$AI(e, t = this, n, r) {
		let i = this.strings, a = !1;
		if (i === void 0) e = N(this, e, t, 0), a = !T(e) || e !== this._$AH && e !== A, a && (this._$AH = e);
		else {
			let r = e, o, s;
			for (e = i[0], o = 0; o < i.length - 1; o++) s = N(this, r[n + o], t, o), s === A && (s = this._$AH[o]), a ||= !T(s) || s !== this._$AH[o], s === j ? e = j : e !== j && (e += (s ?? "") + i[o + 1]), this._$AH[o] = s;
		}
		a && !r && this.j(e);
	}
	j(e) {
		e === j ? this.element.removeAttribute(this.name) : this.element.setAttribute(this.name, e ?? "");
	}
}, Me = class extends F {
	constructor() {
		super(...arguments), this.type = 3;
	}
	j(e) {
		this.element[this.name] = e === j ? void 0 : e;
	}
}, Ne = class extends F {
	constructor() {
		super(...arguments), this.type = 4;
	}
	j(e) {
		this.element.toggleAttribute(this.name, !!e && e !== j);
	}
}, Pe = class extends F {
	constructor(e, t, n, r, i) {
		super(e, t, n, r, i), this.type = 5;
	}
	_$AI(e, t = this) {
		if ((e = N(this, e, t, 0) ?? j) === A) return;
		let n = this._$AH, r = e === j && n !== j || e.capture !== n.capture || e.once !== n.once || e.passive !== n.passive, i = e !== j && (n === j || r);
		r && this.element.removeEventListener(this.name, this, n), i && this.element.addEventListener(this.name, this, e), this._$AH = e;
	}
	handleEvent(e) {
		typeof this._$AH == "function" ? this._$AH.call(this.options?.host ?? this.element, e) : this._$AH.handleEvent(e);
	}
}, Fe = class {
	constructor(e, t, n) {
		this.element = e, this.type = 6, this._$AN = void 0, this._$AM = t, this.options = n;
	}
	get _$AU() {
		return this._$AM._$AU;
	}
	_$AI(e) {
		N(this, e);
	}
}, Ie = {
	M: x,
	P: S,
	A: ge,
	C: 1,
	L: ke,
	R: je,
	D: ye,
	V: N,
	I: P,
	H: F,
	N: Ne,
	U: Pe,
	B: Me,
	F: Fe
}, Le = y.litHtmlPolyfillSupport;
Le?.(Ae, P), (y.litHtmlVersions ??= []).push("3.3.3");
var Re = (e, t, n) => {
	let r = n?.renderBefore ?? t, i = r._$litPart$;
	if (i === void 0) {
		let e = n?.renderBefore ?? null;
		r._$litPart$ = i = new P(t.insertBefore(w(), e), e, void 0, n ?? {});
	}
	return i._$AI(e), i;
}, ze = globalThis, I = class extends v {
	constructor() {
		super(...arguments), this.renderOptions = { host: this }, this._$Do = void 0;
	}
	createRenderRoot() {
		let e = super.createRenderRoot();
		return this.renderOptions.renderBefore ??= e.firstChild, e;
	}
	update(e) {
		let t = this.render();
		this.hasUpdated || (this.renderOptions.isConnected = this.isConnected), super.update(e), this._$Do = Re(t, this.renderRoot, this.renderOptions);
	}
	connectedCallback() {
		super.connectedCallback(), this._$Do?.setConnected(!0);
	}
	disconnectedCallback() {
		super.disconnectedCallback(), this._$Do?.setConnected(!1);
	}
	render() {
		return A;
	}
};
I._$litElement$ = !0, I.finalized = !0, ze.litElementHydrateSupport?.({ LitElement: I });
var Be = ze.litElementPolyfillSupport;
Be?.({ LitElement: I }), (ze.litElementVersions ??= []).push("4.2.2");
// node_modules/lit-html/directive.js
var Ve = {
	ATTRIBUTE: 1,
	CHILD: 2,
	PROPERTY: 3,
	BOOLEAN_ATTRIBUTE: 4,
	EVENT: 5,
	ELEMENT: 6
}, He = (e) => (...t) => ({
	_$litDirective$: e,
	values: t
}), Ue = class {
	constructor(e) {}
	get _$AU() {
		return this._$AM._$AU;
	}
	_$AT(e, t, n) {
		this._$Ct = e, this._$AM = t, this._$Ci = n;
	}
	_$AS(e, t) {
		return this.update(e, t);
	}
	update(e, t) {
		return this.render(...t);
	}
}, { I: We } = Ie, Ge = (e) => e, Ke = () => document.createComment(""), L = (e, t, n) => {
	let r = e._$AA.parentNode, i = t === void 0 ? e._$AB : t._$AA;
	if (n === void 0) n = new We(r.insertBefore(Ke(), i), r.insertBefore(Ke(), i), e, e.options);
	else {
		let t = n._$AB.nextSibling, a = n._$AM, o = a !== e;
		if (o) {
			let t;
			n._$AQ?.(e), n._$AM = e, n._$AP !== void 0 && (t = e._$AU) !== a._$AU && n._$AP(t);
		}
		if (t !== i || o) {
			let e = n._$AA;
			for (; e !== t;) {
				let t = Ge(e).nextSibling;
				Ge(r).insertBefore(e, i), e = t;
			}
		}
	}
	return n;
}, R = (e, t, n = e) => (e._$AI(t, n), e), qe = {}, Je = (e, t = qe) => e._$AH = t, Ye = (e) => e._$AH, z = (e) => {
	e._$AR(), e._$AA.remove();
}, Xe = (e, t, n) => {
	let r = /* @__PURE__ */ new Map();
	for (let i = t; i <= n; i++) r.set(e[i], i);
	return r;
}, Ze = He(class extends Ue {
	constructor(e) {
		if (super(e), e.type !== Ve.CHILD) throw Error("repeat() can only be used in text expressions");
	}
	dt(e, t, n) {
		let r;
		n === void 0 ? n = t : t !== void 0 && (r = t);
		let i = [], a = [], o = 0;
		for (let t of e) i[o] = r ? r(t, o) : o, a[o] = n(t, o), o++;
		return {
			values: a,
			keys: i
		};
	}
	render(e, t, n) {
		return this.dt(e, t, n).values;
	}
	update(e, [t, n, r]) {
		let i = Ye(e), { values: a, keys: o } = this.dt(t, n, r);
		if (!Array.isArray(i)) return this.ut = o, a;
		let s = this.ut ??= [], c = [], l, u, d = 0, f = i.length - 1, p = 0, m = a.length - 1;
		for (; d <= f && p <= m;) if (i[d] === null) d++;
		else if (i[f] === null) f--;
		else if (s[d] === o[p]) c[p] = R(i[d], a[p]), d++, p++;
		else if (s[f] === o[m]) c[m] = R(i[f], a[m]), f--, m--;
		else if (s[d] === o[m]) c[m] = R(i[d], a[m]), L(e, c[m + 1], i[d]), d++, m--;
		else if (s[f] === o[p]) c[p] = R(i[f], a[p]), L(e, i[d], i[f]), f--, p++;
		else if (l === void 0 && (l = Xe(o, p, m), u = Xe(s, d, f)), l.has(s[d])) {
			if (l.has(s[f])) {
				let t = u.get(o[p]), n = t === void 0 ? null : i[t];
				if (n === null) {
					let t = L(e, i[d]);
					R(t, a[p]), c[p] = t;
				} else c[p] = R(n, a[p]), L(e, i[d], n), i[t] = null;
				p++;
			} else z(i[f]), f--;
		} else z(i[d]), d++;
		for (; p <= m;) {
			let t = L(e, c[m + 1]);
			R(t, a[p]), c[p++] = t;
		}
		for (; d <= f;) {
			let e = i[d++];
			e !== null && z(e);
		}
		return this.ut = o, Je(e, c), A;
	}
}), Qe = 0, $e = (e) => {
	Qe = e - Date.now();
}, B = () => Date.now() + Qe, et = (e, t = 0) => new Intl.NumberFormat(o(), { maximumFractionDigits: t }).format(e), V = (e) => new Intl.NumberFormat(o(), {
	style: "percent",
	maximumFractionDigits: 0
}).format(e), H = (e, t) => new Intl.NumberFormat(o(), {
	style: "unit",
	unit: t,
	unitDisplay: "short"
}).format(e), U = (e) => {
	let t = Math.max(0, Math.floor(e / 1e3));
	return t < 60 ? H(t, "second") : t < 3600 ? H(Math.floor(t / 60), "minute") : t < 86400 ? H(Math.floor(t / 3600), "hour") : H(Math.floor(t / 86400), "day");
}, W = (e) => {
	let t = Math.max(0, Math.floor((B() - e) / 1e3)), n = new Intl.RelativeTimeFormat(o(), {
		numeric: "auto",
		style: "long"
	});
	return t < 10 ? n.format(0, "second") : t < 60 ? n.format(-t, "second") : t < 3600 ? n.format(-Math.floor(t / 60), "minute") : t < 86400 ? n.format(-Math.floor(t / 3600), "hour") : n.format(-Math.floor(t / 86400), "day");
}, G = (e) => new Intl.DateTimeFormat(o(), {
	dateStyle: "medium",
	timeStyle: "short"
}).format(e), tt = (e) => new Intl.DateTimeFormat(o(), { timeStyle: "medium" }).format(e), nt = (e) => e === null ? s("request.nothing") : typeof e == "string" ? e : typeof e == "number" ? et(e, 2) : JSON.stringify(e), rt = (e) => e.slice(0, 8), it = (e) => e === "running" || e === "waiting" || e === "rolling-back", K = (e) => e.state === "requested" || e.state === "presented", at = (e) => e.approvals.filter(K).toSorted((e, t) => e.requestedAtMs - t.requestedAtMs), ot = 6e5, st = (e, t) => [...ct(e), ...e.runs.filter((e) => e.endedAtMs !== void 0 && t - e.endedAtMs < ot).toSorted((e, t) => (t.endedAtMs ?? 0) - (e.endedAtMs ?? 0))], ct = (e) => e.runs.filter((e) => it(e.state)).toSorted((e, t) => e.startedAtMs - t.startedAtMs), q = [h`
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
`, h`
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
`], lt = h`
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
`, ut = ({ field: e, before: t, after: n }) => O`<dt>${e}</dt>
  <dd>
    <span class="unseen">${s("request.before")}</span><del>${nt(t)}</del>
    <span aria-hidden="true">→</span>
    <span class="unseen">${s("request.after")}</span><ins>${nt(n)}</ins>
  </dd>`, dt = (e, t = !1) => {
	let n = Map.groupBy(e, ({ ref: e }) => e);
	return O`<div class="diff">
    ${[...n.values()].map((e) => O`<div>
        ${t || n.size > 1 ? O`<p class="object">${e[0]?.name}</p>` : j}
        <dl class="fields">${e.map(ut)}</dl>
      </div>`)}
  </div>`;
}, ft = {
	ok: k`<circle cx="12" cy="12" r="9"/><path d="m8 12.5 2.7 2.7L16 9.5"/>`,
	warning: k`<path d="M12 4 2.8 19.5h18.4Z"/><path d="M12 10v4.5M12 17v.2"/>`,
	error: k`<circle cx="12" cy="12" r="9"/><path d="m9 9 6 6M15 9l-6 6"/>`,
	unknown: k`<circle cx="12" cy="12" r="9" stroke-dasharray="3 2.6"/><path d="M9.6 9.8a2.5 2.5 0 1 1 3.5 2.3c-.8.4-1.1.9-1.1 1.7M12 16.6v.2"/>`,
	node: k`<rect x="3.5" y="4.5" width="17" height="6.5" rx="1.5"/><rect x="3.5" y="13" width="17" height="6.5" rx="1.5"/><path d="M7 7.75h.1M7 16.25h.1M11 7.75h6M11 16.25h6"/>`,
	vm: k`<rect x="3" y="4.5" width="18" height="12" rx="1.5"/><path d="M9 20h6M12 16.5V20"/>`,
	container: k`<path d="m12 3 8 4.5v9L12 21l-8-4.5v-9Z"/><path d="m4.2 7.6 7.8 4.4 7.8-4.4M12 12v9"/>`,
	pool: k`<ellipse cx="12" cy="6" rx="8" ry="3"/><path d="M4 6v12c0 1.7 3.6 3 8 3s8-1.3 8-3V6"/><path d="M4 12c0 1.7 3.6 3 8 3s8-1.3 8-3"/>`,
	storage: k`<path d="M3.5 7.5a2 2 0 0 1 2-2h4l2 2.5h7a2 2 0 0 1 2 2V17a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2Z"/>`,
	disk: k`<rect x="4" y="3.5" width="16" height="17" rx="2"/><circle cx="12" cy="10.5" r="4"/><path d="M12 10.5 14.5 14M7.5 17.5h.1"/>`,
	backup: k`<path d="M4 4.5h16v4H4ZM5.5 8.5v11h13v-11"/><path d="M12 11.5v5m-2-2 2 2 2-2"/>`,
	overview: k`<path d="M4 11.2 12 4l8 7.2"/><path d="M6 9.8V20h12V9.8"/><path d="M8.5 15h2l1.2-2.4 1.6 4 1-1.6h1.2"/>`,
	chat: k`<path d="M4 5.5h16v11h-9L6.5 20v-3.5H4Z"/><path d="M8 9.5h8M8 12.8h5"/>`,
	history: k`<path d="M4.2 13A8 8 0 1 0 6 6.8L3.8 9"/><path d="M3.8 4.8V9H8M12 8v4.3l3 1.9"/>`,
	camera: k`<path d="M4 7.5h3.5L9 5h6l1.5 2.5H20V19H4Z"/><circle cx="12" cy="13" r="3.5"/>`,
	send: k`<path d="M12 20V5M6 11l6-6 6 6"/>`,
	stop: k`<rect x="7" y="7" width="10" height="10" rx="1.5"/>`,
	search: k`<circle cx="10.5" cy="10.5" r="6"/><path d="m15 15 5 5"/>`,
	chevron: k`<path d="m9 6 6 6-6 6"/>`,
	pause: k`<path d="M9 6v12M15 6v12"/>`,
	undo: k`<path d="M8.5 5 4.5 9l4 4"/><path d="M4.5 9h9a5.5 5.5 0 0 1 0 11H9"/>`,
	people: k`<circle cx="9" cy="8.5" r="3.5"/><path d="M2.8 19.5a6.3 6.3 0 0 1 12.4 0M15.5 5.3a3.5 3.5 0 0 1 0 6.4M17.5 14.2a6.3 6.3 0 0 1 3.7 5.3"/>`,
	shield: k`<path d="M12 3.5 19 6v6c0 4.2-2.8 7-7 8.5C7.8 19 5 16.2 5 12V6Z"/><path d="m9 12 2.2 2.2L15.3 10"/>`,
	clock: k`<circle cx="12" cy="12" r="9"/><path d="M12 7v5.2l3.4 2"/>`,
	waiting: k`<circle cx="12" cy="12" r="9"/><path d="M8 12h.1M12 12h.1M16 12h.1"/>`,
	working: k`<path d="M21 12a9 9 0 1 1-9-9"/>`,
	connection: k`<path d="m3 3 18 18M5 12.5a10 10 0 0 1 4.5-2.6M2 9a14.5 14.5 0 0 1 4.6-3M12.5 5a14.5 14.5 0 0 1 9.5 4M15.5 10.3A10 10 0 0 1 19 12.5M8.5 16a5 5 0 0 1 7 0M12 19.5h.1"/>`,
	open: k`<path d="M10 5H5.5v13.5H19V14M13.5 4.5h6v6M19 5l-8 8"/>`
}, J = (e, t = "") => O`<svg class="icon ${t}" viewBox="0 0 24 24" aria-hidden="true">${ft[e]}</svg>`, pt = (e) => J(e, e), mt = h`
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
`, ht = (e) => {
	let { needed: t, given: n, mayApprove: r, reasons: i, quietUntilMs: a, escalatesAtMs: c, escalatedAtMs: l } = e, u = new Intl.ListFormat(o(), { type: "disjunction" });
	return O`<section class="requirement">
    <p class="head">
      <strong>${s("requirement.count", {
		given: n.length,
		needed: t
	})}</strong>
      ${r.length === 0 ? j : O`<span class="soft">
              ${s("requirement.may", { names: u.format(r.map(({ name: e }) => e)) })}
            </span>`}
    </p>
    ${n.map(({ name: e, atMs: t }) => O`<p class="given">
        ${J("ok")} ${s("requirement.given", {
		name: e,
		when: W(t)
	})}
      </p>`)}
    ${i.map((e) => O`<p class="soft">${e}</p>`)}
    ${a !== void 0 && a > B() ? O`<p class="soft">${s("requirement.quiet", { time: G(a) })}</p>` : j}
    ${l === void 0 ? c === void 0 ? j : O`<p class="soft">${s("requirement.escalates", { time: G(c) })}</p>` : O`<p class="soft">${s("requirement.escalated", { when: W(l) })}</p>`}
  </section>`;
}, gt = {
	read: {
		classes: "ok",
		icon: "search"
	},
	reversible: {
		classes: "ok",
		icon: "undo"
	},
	disruptive: {
		classes: "warning",
		icon: "pause"
	},
	destructive: {
		classes: "error",
		icon: "warning"
	}
}, _t = (e) => {
	let t = gt[e];
	return O`<span class="tag ${t.classes}">${J(t.icon)}${s(`risk.${e}`)}</span>`;
}, vt = h`
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
`, Y = (e, t, n = "") => O`<p class="note ${n}">${J(e)}<span>${t}</span></p>`, yt = (e, t) => O`<details>
  <summary>${J("chevron")}${e}</summary>
  ${t}
</details>`, bt = (e) => O`<ul class="reasons">${e.map((e) => O`<li>${e}</li>`)}</ul>`, xt = (e) => new Intl.NumberFormat(o(), {
	style: "unit",
	unit: e < 120 ? "minute" : "hour",
	unitDisplay: "short",
	maximumFractionDigits: e < 120 ? 0 : 1
}).format(e < 120 ? e : e / 60), St = (e) => e.kind === "change" && e.undo === null;
e("steward-plan", class extends I {
	static properties = { approval: { attribute: !1 } };
	static styles = [
		q,
		lt,
		vt
	];
	render() {
		let { steps: e, skipped: t, affected: n, purpose: r, title: i } = this.approval, a = this.approval.risk === "destructive", o = e.filter(St);
		return O`<div class="plan">
      ${r === "" || r === i ? j : O`<p class="soft">${r}</p>`}
      ${a || e.length > 1 && o.length > 0 ? this.#e(o) : j}
      <ol class="steps">${e.map((e, t) => this.#t(e, t))}</ol>
      ${t.length === 0 ? j : Y("ok", O`<strong>${s("plan.skipped")}</strong> ${t.map(({ reason: e }) => e).join(" ")}`)}
      ${n.length === 0 ? j : Y("people", O`<strong>${s("request.affected")}</strong> ${n.join(", ")}`)}
      <footer class="small soft">${this.#i()} ${this.#a()} ${this.#o()}</footer>
    </div>`;
	}
	#e(e) {
		return e.length === 0 ? j : O`<div class="for-good">
      ${J("warning")}
      <div>
        <strong>${s("plan.forGood")}</strong>
        ${this.approval.steps.length === 1 ? j : bt(e.map((e) => e.title))}
      </div>
    </div>`;
	}
	#t(e, t) {
		let { steps: n, title: r } = this.approval, i = n.length === 1;
		return O`<li>
      ${i && e.title === r ? j : O`<div class="step">
              <p class="what">${e.title}</p>
              ${i || e.kind !== "change" ? j : _t(e.risk)}
            </div>`}
      ${i ? j : O`<p class="small soft number">${this.#n(e, t)}</p>`}
      ${e.differences.length === 0 ? j : dt(e.differences, !i)}
      ${e.condition === null ? j : Y("unknown", O`${s("plan.onlyIf")} <code>${e.condition}</code>`)}
      ${e.kind === "change" ? this.#r(e) : j}
      ${e.kind === "person" ? Y("people", s("plan.waitsForPerson")) : j}
      ${i || e.risk !== "destructive" || e.riskReasons.length === 0 ? j : Y("warning", e.riskReasons.join(" "))}
    </li>`;
	}
	#n({ dependsOn: e, kind: t, expectedDurationMs: n, pastRuns: r }, i) {
		let a = e.map((e) => this.approval.steps.findIndex((t) => t.id === e) + 1).filter((e) => e > 0), l = a.length > 0 ? s(a.length === 1 ? "plan.afterOne" : "plan.after", { steps: new Intl.ListFormat(o()).format(a.map(String)) }) : i === 0 ? void 0 : s("plan.atOnce"), u = s("request.takes", { time: U(n) }), d = r === 0 ? s("plan.estimate") : c("plan.pastRuns", r);
		return [l, t === "person" || t === "record" ? void 0 : `${u}, ${d}`].filter((e) => e !== void 0).join(" · ");
	}
	#r({ interruption: e, undo: t, risk: n }) {
		return O`${e === null ? Y("pause", s("request.stopsNothing")) : Y("pause", O`<strong>${s("request.stops")}</strong> ${e}`)}
    ${t === null ? Y("undo", O`<strong>${s("request.noUndo")}</strong>`, n === "destructive" ? "never" : "") : Y("undo", O`<strong>${s("request.undo")}</strong> ${t}`)}`;
	}
	#i() {
		let { minutesSaved: e, expected: t, reasons: n } = this.approval.roi;
		return t.length === 0 && n.length === 0 ? j : yt(e > 0 ? s("plan.saves", { time: xt(e) }) : s("plan.worth"), O`<dl class="worth">
          ${t.map(({ what: e, value: t }) => O`<dt>${e}</dt><dd class="number">${t}</dd>`)}
        </dl>
        ${bt(n)}`);
	}
	#a() {
		let { riskReasons: e } = this.approval;
		return e.length === 0 ? j : yt(s("request.why"), bt(e));
	}
	#o() {
		let { steps: e, planDigest: t } = this.approval, n = e.filter(({ kind: e }) => e !== "person").reduce((e, t) => e + t.expectedDurationMs, 0);
		return O`<span class="number">
        ${J("clock")}${s("request.takes", { time: U(n) })}
      </span>
      <span class="digest" title=${s("request.digestTitle", { digest: t })}>
        ${J("shield")}${s("request.digest")} <span class="mono">${rt(t)}</span>
      </span>`;
	}
});
// node_modules/@simplewebauthn/browser/esm/helpers/bufferToBase64URLString.js
function X(e) {
	let t = new Uint8Array(e), n = "";
	for (let e of t) n += String.fromCharCode(e);
	return btoa(n).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
}
// node_modules/@simplewebauthn/browser/esm/helpers/base64URLStringToBuffer.js
function Ct(e) {
	let t = e.replace(/-/g, "+").replace(/_/g, "/"), n = (4 - t.length % 4) % 4, r = t.padEnd(t.length + n, "="), i = atob(r), a = new ArrayBuffer(i.length), o = new Uint8Array(a);
	for (let e = 0; e < i.length; e++) o[e] = i.charCodeAt(e);
	return a;
}
// node_modules/@simplewebauthn/browser/esm/helpers/browserSupportsWebAuthn.js
function wt() {
	return Tt.stubThis(globalThis?.PublicKeyCredential !== void 0 && typeof globalThis.PublicKeyCredential == "function");
}
var Tt = { stubThis: (e) => e };
// node_modules/@simplewebauthn/browser/esm/helpers/toPublicKeyCredentialDescriptor.js
function Et(e) {
	let { id: t } = e;
	return {
		...e,
		id: Ct(t),
		transports: e.transports,
		type: e.type
	};
}
// node_modules/@simplewebauthn/browser/esm/helpers/isValidDomain.js
function Dt(e) {
	return e === "localhost" || /^((xn--[a-z0-9-]+|[a-z0-9]+(-[a-z0-9]+)*)\.)+([a-z]{2,}|xn--[a-z0-9-]+)$/i.test(e);
}
// node_modules/@simplewebauthn/browser/esm/helpers/webAuthnError.js
var Z = class extends Error {
	constructor({ message: e, code: t, cause: n, name: r }) {
		super(e, { cause: n }), Object.defineProperty(this, "code", {
			enumerable: !0,
			configurable: !0,
			writable: !0,
			value: void 0
		}), this.name = r ?? n.name, this.code = t;
	}
}, Ot = new class {
	constructor() {
		Object.defineProperty(this, "controller", {
			enumerable: !0,
			configurable: !0,
			writable: !0,
			value: void 0
		});
	}
	createNewAbortSignal() {
		if (this.controller) {
			let e = /* @__PURE__ */ Error("Cancelling existing WebAuthn API call for new one");
			e.name = "AbortError", this.controller.abort(e);
		}
		let e = new AbortController();
		return this.controller = e, e.signal;
	}
	cancelCeremony() {
		if (this.controller) {
			let e = /* @__PURE__ */ Error("Manually cancelling existing WebAuthn API call");
			e.name = "AbortError", this.controller.abort(e), this.controller = void 0;
		}
	}
}(), kt = ["cross-platform", "platform"];
function At(e) {
	if (e && !(kt.indexOf(e) < 0)) return e;
}
// node_modules/@simplewebauthn/browser/esm/helpers/browserSupportsWebAuthnAutofill.js
function jt() {
	if (!wt()) return Mt.stubThis(new Promise((e) => e(!1)));
	let e = globalThis.PublicKeyCredential;
	return e?.isConditionalMediationAvailable === void 0 ? Mt.stubThis(new Promise((e) => e(!1))) : Mt.stubThis(e.isConditionalMediationAvailable());
}
var Mt = { stubThis: (e) => e };
// node_modules/@simplewebauthn/browser/esm/helpers/identifyAuthenticationError.js
function Nt({ error: e, options: t }) {
	let { publicKey: n } = t;
	if (!n) throw Error("options was missing required publicKey property");
	if (e.name === "AbortError") {
		if (t.signal instanceof AbortSignal) return new Z({
			message: "Authentication ceremony was sent an abort signal",
			code: "ERROR_CEREMONY_ABORTED",
			cause: e
		});
	} else if (e.name === "NotAllowedError") return new Z({
		message: e.message,
		code: "ERROR_PASSTHROUGH_SEE_CAUSE_PROPERTY",
		cause: e
	});
	else if (e.name === "SecurityError") {
		let t = globalThis.location.hostname;
		if (!Dt(t)) return new Z({
			message: `${globalThis.location.hostname} is an invalid domain`,
			code: "ERROR_INVALID_DOMAIN",
			cause: e
		});
		if (n.rpId !== t) return new Z({
			message: `The RP ID "${n.rpId}" is invalid for this domain`,
			code: "ERROR_INVALID_RP_ID",
			cause: e
		});
	} else if (e.name === "UnknownError") return new Z({
		message: "The authenticator was unable to process the specified options, or could not create a new assertion signature",
		code: "ERROR_AUTHENTICATOR_GENERAL_ERROR",
		cause: e
	});
	return e;
}
// node_modules/@simplewebauthn/browser/esm/methods/startAuthentication.js
async function Pt(e) {
	!e.optionsJSON && e.challenge && (console.warn("startAuthentication() was not called correctly. It will try to continue with the provided options, but this call should be refactored to use the expected call structure instead. See https://simplewebauthn.dev/docs/packages/browser#typeerror-cannot-read-properties-of-undefined-reading-challenge for more information."), e = { optionsJSON: e });
	let { optionsJSON: t, useBrowserAutofill: n = !1, verifyBrowserAutofillInput: r = !0 } = e;
	if (!wt()) throw Error("WebAuthn is not supported in this browser");
	let i;
	t.allowCredentials?.length !== 0 && (i = t.allowCredentials?.map(Et));
	let a = {
		...t,
		challenge: Ct(t.challenge),
		allowCredentials: i
	}, o = {};
	if (n) {
		if (!await jt()) throw Error("Browser does not support WebAuthn autofill");
		if (document.querySelectorAll("input[autocomplete$='webauthn']").length < 1 && r) throw Error("No <input> with \"webauthn\" as the only or last value in its `autocomplete` attribute was detected");
		o.mediation = "conditional", a.allowCredentials = [];
	}
	o.publicKey = a, o.signal = Ot.createNewAbortSignal();
	let s;
	try {
		s = await navigator.credentials.get(o);
	} catch (e) {
		throw Nt({
			error: e,
			options: o
		});
	}
	if (!s) throw Error("Authentication was not completed");
	let { id: c, rawId: l, response: u, type: d } = s, f;
	return u.userHandle && (f = X(u.userHandle)), {
		id: c,
		rawId: X(l),
		response: {
			authenticatorData: X(u.authenticatorData),
			clientDataJSON: X(u.clientDataJSON),
			signature: X(u.signature),
			userHandle: f
		},
		type: d,
		clientExtensionResults: s.getClientExtensionResults(),
		authenticatorAttachment: At(s.authenticatorAttachment)
	};
}
// cards/src/links/passkey.ts
var Ft = () => window.isSecureContext && wt(), It = (e) => Ft() && e.passkeys.some(({ site: e }) => e === location.hostname), Lt = (e) => e.ok ? e.result?.kind === "web-authn" ? {
	ok: !0,
	value: e.result.options
} : {
	ok: !1,
	message: s("stepUp.passkeyFailed")
} : e, Rt = async (e) => {
	try {
		return {
			ok: !0,
			value: await e()
		};
	} catch {
		return {
			ok: !1,
			message: s("stepUp.passkeyFailed")
		};
	}
}, zt = async (e, t) => {
	let n = Lt(await e({
		type: "challenge",
		purpose: t,
		origin: location.origin
	}));
	if (!n.ok) return n;
	let r = await Rt(() => Pt({ optionsJSON: n.value }));
	return r.ok ? {
		ok: !0,
		value: {
			method: "passkey",
			response: { ...r.value }
		}
	} : r;
}, Bt = (e) => [
	...It(e) ? ["passkey"] : [],
	...e.totp ? ["totp"] : [],
	...e.pin ? ["pin"] : []
];
e("steward-step-up", class extends I {
	static properties = {
		desk: { attribute: !1 },
		hint: { attribute: !1 },
		disabled: { type: Boolean },
		chosen: { state: !0 }
	};
	static styles = [q, h`
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
    `];
	constructor() {
		super(), this.disabled = !1;
	}
	get #e() {
		let e = this.desk?.factors === void 0 ? [] : Bt(this.desk.factors);
		return this.chosen !== void 0 && e.includes(this.chosen) ? this.chosen : e[0];
	}
	async take(e) {
		let { desk: t } = this, n = this.#e;
		if (t === void 0 || n === void 0) return {
			ok: !1,
			message: s("stepUp.none")
		};
		if (n === "passkey") return zt(t.act, e);
		let r = this.renderRoot.querySelector(".field"), i = r?.value.replaceAll(" ", "") ?? "";
		return i === "" ? (r?.focus(), {
			ok: !1,
			message: s(n === "pin" ? "stepUp.pinMissing" : "stepUp.codeMissing")
		}) : (r !== null && (r.value = ""), {
			ok: !0,
			value: {
				method: n,
				code: i
			}
		});
	}
	render() {
		let { desk: e } = this;
		if (e?.factors === void 0) return j;
		let t = Bt(e.factors), n = this.#e;
		return O`<div class="step-up">
      ${this.hint === void 0 ? j : O`<p class="small">${this.hint}</p>`}
      ${this.#t(e.factors)}
      ${n === void 0 ? this.#n(e) : j}
      ${t.length > 1 ? this.#r(t) : j}
      ${n === void 0 ? j : this.#i(n)}
    </div>`;
	}
	#t({ lockedUntilMs: e }) {
		let t = (e ?? 0) - B();
		return t <= 0 ? j : O`<p class="none error">
          ${J("warning")}<span>${s("stepUp.locked", { time: U(t + 59999) })}</span>
        </p>`;
	}
	#n({ name: e }) {
		return O`<p class="none">
      ${J("shield")}
      <span>${s("stepUp.none")} <code>steward step-up enroll --user "${e}"</code></span>
    </p>`;
	}
	#r(e) {
		return O`<fieldset class="methods" ?disabled=${this.disabled}>
      <legend class="unseen">${s("stepUp.with")}</legend>
      ${e.map((e) => O`<label class="method">
          <input
            type="radio"
            name="method"
            value=${e}
            .checked=${e === this.#e}
            @change=${() => {
			this.chosen = e;
		}}
          />
          ${s(`stepUp.${e}`)}
        </label>`)}
    </fieldset>`;
	}
	#i(e) {
		if (e === "passkey") return O`<p class="small soft">${s("stepUp.passkeyHint")}</p>`;
		let t = s(e === "pin" ? "request.pin" : "stepUp.code");
		return O`<input
      class="field"
      type=${e === "pin" ? "password" : "text"}
      inputmode="numeric"
      autocomplete=${e === "pin" ? "off" : "one-time-code"}
      maxlength="12"
      placeholder=${t}
      aria-label=${t}
      ?disabled=${this.disabled}
      @keydown=${(e) => {
			e.key === "Enter" && (e.preventDefault(), this.dispatchEvent(new CustomEvent("steward-send")));
		}}
    />`;
	}
});
// cards/src/components/steward-approval-styles.ts
var Vt = h`
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
`, Q = class {
	#e;
	#t;
	#n;
	constructor(e, t) {
		this.#e = e, this.#t = t, e.addController(this);
	}
	hostConnected() {
		this.#n = setInterval(() => this.#e.requestUpdate(), this.#t);
	}
	hostDisconnected() {
		clearInterval(this.#n);
	}
}, Ht = 400;
e("steward-approval", class extends I {
	static properties = {
		approval: { attribute: !1 },
		decide: { attribute: !1 },
		compact: { type: Boolean },
		embedded: { type: Boolean },
		desk: { attribute: !1 },
		sending: { state: !0 },
		failure: { state: !0 }
	};
	static styles = [
		q,
		lt,
		mt,
		Vt
	];
	#e = performance.now();
	constructor() {
		super(), this.compact = !1, this.embedded = !1, new Q(this, 1e3);
	}
	focus(e) {
		this.renderRoot.querySelector("article")?.focus(e);
	}
	render() {
		let { approval: e } = this;
		return O`<article class=${this.embedded ? "" : "card"} aria-label=${e.title} tabindex="-1">
      <header>
        <div class="row">${_t(e.risk)}${this.#t()}</div>
        ${this.embedded ? j : O`<h3>${e.title}</h3>`}
        <p class="asked soft small">
          ${s("request.asked", { name: e.requestedBy })}
          <q>${e.requestText}</q>
          <span title=${G(e.requestedAtMs)}>${W(e.requestedAtMs)}</span>
        </p>
      </header>
      ${this.compact ? j : O`<steward-plan .approval=${e}></steward-plan>`}
      ${!this.compact && K(e) ? ht(e.requirement) : j}
      ${this.#n()}
      ${this.decide !== void 0 && K(e) ? this.#r() : j}
    </article>`;
	}
	#t() {
		let { approval: e } = this;
		if (!K(e)) return O`<span class="small soft">${s(`state.${e.state}`)}</span>`;
		let t = e.expiresAtMs - B();
		return O`<span class="small soft number" title=${G(e.expiresAtMs)}>
      ${J("clock")}
      ${t > 0 ? s("request.expires", { time: U(t) }) : s("request.expired")}
    </span>`;
	}
	#n() {
		let { decision: e, endedBecause: t, differences: n, state: r } = this.approval;
		if (e === void 0 && t === void 0) return j;
		let i = e === void 0 ? void 0 : s("state.by", {
			state: s(r === "denied" ? "state.denied" : "state.approved"),
			name: e.name,
			when: W(e.atMs)
		});
		return O`<section class="end">
      ${i === void 0 ? j : O`<p>
              ${i}
              ${e?.stepUp === void 0 ? j : O`<span class="small soft">
                      (${s("state.confirmed", { method: s(`stepUp.${e.stepUp}`) })})
                    </span>`}
            </p>`}
      ${(e?.reasons ?? []).map((e) => O`<p class="small soft">${e}</p>`)}
      ${t === void 0 ? j : O`<p>${t}</p>`}
      ${n === void 0 || n.length === 0 ? j : O`<p class="small soft">${s("request.changed")}</p>
            ${dt(n)}`}
    </section>`;
	}
	#r() {
		let { needsStepUp: e, risk: t, requestedBy: n, requirement: r } = this.approval, i = r.mayApprove.some(({ userId: e }) => e === this.desk?.userId), a = this.sending !== void 0;
		return O`<form @submit=${(e) => this.#a(e)}>
      ${e && i ? O`<steward-step-up
              .desk=${this.desk}
              .hint=${s("stepUp.hint")}
              ?disabled=${a}
              @steward-send=${() => this.#i()?.requestSubmit()}
            ></steward-step-up>` : j}
      <p class="failure" role="alert">${this.failure ?? j}</p>
      <div class="answers">
        ${i ? O`<button
                class="button filled ${t === "destructive" ? "danger" : ""}"
                type="submit"
                ?disabled=${a}
              >
                ${this.sending === "approve" ? s("request.sending") : s("request.approve")}
                <span class="unseen">: ${this.approval.title}</span>
              </button>` : O`<p class="small soft">${s("requirement.notYou")}</p>`}
        <button class="button outlined" type="button" ?disabled=${a} @click=${() => this.#o("deny")}>
          ${this.sending === "deny" ? s("request.sending") : s("request.deny")}
          <span class="unseen">: ${this.approval.title}</span>
        </button>
      </div>
      ${this.desk?.name === n ? O`<button
              class="button plain take-back"
              type="button"
              ?disabled=${a}
              @click=${() => this.#o("take-back")}
            >
              ${this.sending === "take-back" ? s("request.sending") : s("request.takeBack")}
            </button>` : j}
    </form>`;
	}
	#i() {
		return this.renderRoot.querySelector("form");
	}
	async #a(e) {
		e.preventDefault();
		let t = this.renderRoot.querySelector("steward-step-up");
		if (t === null) return this.#o("approve");
		if (this.sending !== void 0) return;
		let n = await t.take(`approve ${this.approval.id}`);
		if (n.ok) return this.#o("approve", n.value);
		this.failure = n.message;
	}
	async #o(e, t) {
		if (this.decide === void 0 || this.sending !== void 0 || performance.now() - this.#e < Ht) return;
		this.sending = e, this.failure = void 0;
		let n = await this.decide(this.approval, e, t);
		this.sending = void 0, n.ok || (this.failure = n.message);
	}
}), e("steward-banners", class extends I {
	static properties = {
		overview: { attribute: !1 },
		connection: { attribute: !1 },
		receivedAtMs: { attribute: !1 },
		demo: { type: Boolean }
	};
	static styles = [q, h`
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
    `];
	constructor() {
		super(), this.connection = "connecting", this.demo = !1, new Q(this, 15e3);
	}
	render() {
		let e = this.#e(), t = (this.overview?.systems ?? []).filter((e) => !e.isReachable), n = this.demo && this.overview?.isDemo === !0;
		return this.toggleAttribute("filled", e !== j || t.length > 0 || n), O`<div role="status">${e}</div>
      ${t.map((e) => this.#t(e))}
      ${n ? this.#n("", "container", s("app.demo"), s("app.demoDetail")) : j}`;
	}
	#e() {
		return this.connection === "disconnected" ? this.#n("lost", "connection", s("connection.none")) : this.connection === "lost" ? this.receivedAtMs === void 0 ? this.#n("lost", "connection", s("connection.never")) : this.#n("lost", "connection", s("connection.lost"), s("connection.lostDetail", { time: tt(this.receivedAtMs) })) : j;
	}
	#t({ system: e, readAtMs: t, error: n }) {
		let r = t === void 0 ? s("connection.neverRead", { system: e }) : s("connection.stale", {
			system: e,
			age: U(B() - t)
		});
		return this.#n("stale", "warning", r, n);
	}
	#n(e, t, n, r) {
		return O`<div class="banner ${e}">
      ${J(t)}
      <p><strong>${n}</strong> ${r ?? j}</p>
    </div>`;
	}
}), e("steward-problems", class extends I {
	static properties = { problems: { attribute: !1 } };
	static styles = [q, h`
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
    `];
	render() {
		let e = [
			"error",
			"warning",
			"unknown"
		];
		return O`<ul class="card">
      ${this.problems.toSorted((t, n) => e.indexOf(t.severity) - e.indexOf(n.severity) || t.name.localeCompare(n.name)).map(({ name: e, severity: t, text: n }) => O`<li>
          ${pt(t)}
          <div>
            <strong>${e}</strong> <span class="unseen">${s(`problems.${t}`)}:</span>
            <p class="soft small">${n}</p>
          </div>
        </li>`)}
    </ul>`;
	}
});
// cards/src/components/bar.ts
var Ut = (e, t, n = "ok") => {
	let r = Math.round(Math.min(1, Math.max(0, e)) * 100);
	return O`<svg
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
  </svg>`;
};
e("steward-run-actions", class extends I {
	static properties = {
		run: { attribute: !1 },
		desk: { attribute: !1 },
		busy: { state: !0 },
		said: { state: !0 },
		failure: { state: !0 }
	};
	static styles = [q, h`
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
    `];
	render() {
		let { run: e } = this, t = e.state === "running" || e.state === "waiting";
		return !t && !e.canUndo && this.said === void 0 ? j : O`<div class="actions">
      ${t && this.said === void 0 ? this.#e("cancel") : j}
      ${!it(e.state) && e.canUndo && this.said === void 0 ? this.#e("undo") : j}
      <p class="small soft" role="status">${this.said ?? j}</p>
      <p class="failure small" role="alert">${this.failure ?? j}</p>
    </div>`;
	}
	#e(e) {
		return O`<button class="button outlined" ?disabled=${this.busy} @click=${() => this.#t(e)}>
      ${J(e === "undo" ? "undo" : "stop")}${s(e === "undo" ? "run.undo" : "run.cancel")}
      <span class="unseen">: ${this.run.title}</span>
    </button>`;
	}
	async #t(e) {
		let t = this.run.id;
		this.busy = !0, this.failure = void 0;
		let n = await this.desk.act(e === "undo" ? {
			type: "undo-run",
			runId: t
		} : {
			type: "cancel-run",
			runId: t
		});
		this.busy = !1, n.ok ? (this.said = s(e === "undo" ? "run.undoAsked" : "run.cancelling"), this.desk.announce(this.said), n.result?.kind === "request" && this.dispatchEvent(new CustomEvent("steward-show-request", {
			detail: { approvalId: n.result.approvalId },
			bubbles: !0,
			composed: !0
		}))) : this.failure = n.message;
	}
});
// cards/src/components/steward-run-styles.ts
var Wt = h`
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
`;
e("steward-wait", class extends I {
	static properties = {
		wait: { attribute: !1 },
		run: { attribute: !1 },
		desk: { attribute: !1 },
		busy: { state: !0 },
		isSure: { state: !0 },
		said: { state: !0 },
		failure: { state: !0 }
	};
	static styles = [q, h`
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
    `];
	render() {
		let { tasks: e, report: t } = this.wait;
		return O`<form @submit=${(e) => this.#t(e)}>
      <h4>${J("people")}${s("wait.title")}</h4>
      <ol class="small">
        ${e.map(({ task: e, notes: t }) => O`<li>
            ${e}${t.map((e) => O`<br /><span class="soft">${e}</span>`)}
          </li>`)}
      </ol>
      <div class="fields" ?hidden=${t.length === 0}>
        ${t.map((e) => O`<label>
            ${this.#e(e)}
            <input class="field" name=${e} required maxlength="500" autocomplete="off" />
          </label>`)}
      </div>
      <p class="failure small" role="alert">${this.failure ?? j}</p>
      <p class="small" role="status">${this.said ?? j}</p>
      <div class="actions">
        <button class="button filled" type="submit" ?disabled=${this.busy}>${s("wait.done")}</button>
        <button class="button outlined" type="button" ?disabled=${this.busy} @click=${() => this.#n()}>
          ${s(this.isSure ? "wait.cannotSure" : "wait.cannot")}
        </button>
      </div>
    </form>`;
	}
	#e(e) {
		let t = e.replaceAll("_", " ").replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
		return t.charAt(0).toUpperCase() + t.slice(1);
	}
	#t(e) {
		e.preventDefault();
		let t = [...this.renderRoot.querySelectorAll("input")];
		return this.#r({
			done: !0,
			...Object.fromEntries(t.map(({ name: e, value: t }) => [e, t]))
		});
	}
	async #n() {
		this.isSure && await this.#r({ failed: !0 }), this.isSure = !this.isSure;
	}
	async #r(e) {
		this.busy = !0, this.failure = void 0;
		let { stepId: t } = this.wait, n = await this.desk.act({
			type: "report",
			runId: this.run.id,
			stepId: t,
			values: e
		});
		this.busy = !1, n.ok ? (this.said = s("wait.told"), this.desk.announce(this.said)) : this.failure = n.message;
	}
});
// cards/src/components/steward-run.ts
var Gt = {
	waiting: {
		icon: "waiting",
		classes: "unknown"
	},
	observing: {
		icon: "working",
		classes: "busy"
	},
	applying: {
		icon: "working",
		classes: "busy"
	},
	verifying: {
		icon: "working",
		classes: "busy"
	},
	held: {
		icon: "people",
		classes: "warning"
	},
	done: {
		icon: "ok",
		classes: "ok"
	},
	skipped: {
		icon: "ok",
		classes: "unknown"
	},
	failed: {
		icon: "error",
		classes: "error"
	},
	unknown: {
		icon: "unknown",
		classes: "warning"
	},
	undone: {
		icon: "undo",
		classes: "unknown"
	}
}, Kt = {
	running: "accent",
	waiting: "warning",
	"rolling-back": "warning",
	succeeded: "ok",
	"rolled-back": "warning",
	failed: "error",
	unknown: "warning",
	invalidated: "warning",
	cancelled: "unknown"
};
e("steward-run", class extends I {
	static properties = {
		run: { attribute: !1 },
		desk: { attribute: !1 },
		compact: { type: Boolean },
		embedded: { type: Boolean }
	};
	static styles = [
		q,
		lt,
		Wt
	];
	constructor() {
		super(), this.compact = !1, this.embedded = !1, new Q(this, 1e3);
	}
	render() {
		let { run: e, desk: t } = this;
		return O`<article class=${this.embedded ? "" : "card"} aria-label=${e.title}>
      ${this.embedded ? j : this.#e()} ${it(e.state) ? this.#t() : j}
      ${e.result === void 0 ? j : O`<p class="result">${e.result}</p>`} ${this.#n()}
      ${this.compact || this.#r() && e.result !== void 0 ? j : this.#i()}
      ${t === void 0 || this.compact ? j : e.waitsFor.map((n) => O`<steward-wait .wait=${n} .run=${e} .desk=${t}></steward-wait>`)}
      ${this.compact ? j : this.#o()} ${this.#s()}
      ${t === void 0 || this.compact ? j : O`<steward-run-actions .run=${e} .desk=${t}></steward-run-actions>`}
    </article>`;
	}
	#e() {
		let { title: e, state: t } = this.run;
		return O`<header>
      <h3>${e}</h3>
      ${t === "running" ? j : O`<span class="tag ${Kt[t]}">${s(`run.${t}`)}</span>`}
    </header>`;
	}
	#t() {
		let { progressPercent: e, title: t, startedAtMs: n } = this.run;
		return O`<div class="progress">
      ${Ut(e / 100, s("run.progress", { title: t }))}
      <span class="small soft number">
        ${V(e / 100)} · ${U(B() - n)}
      </span>
    </div>`;
	}
	#n() {
		let { remaining: e } = this.run;
		return e === void 0 || e.length === 0 ? j : O`<div class="remaining">
          <p><strong>${s("run.remaining")}</strong></p>
          ${dt(e, !0)}
        </div>`;
	}
	#r() {
		let { steps: e, title: t } = this.run;
		return e.length === 1 && e[0]?.title === t;
	}
	#i() {
		let e = this.run.steps.filter((e) => e.undoes === void 0), t = this.run.steps.filter((e) => e.undoes !== void 0);
		return O`<ol class="steps">${e.map((e) => this.#a(e))}</ol>
      ${t.length === 0 ? j : O`<p class="undoing">${s("run.undoing")}</p>
              <ol class="steps">${t.map((e) => this.#a(e))}</ol>`}`;
	}
	#a(e) {
		let { title: t, state: n, startedAtMs: r, endedAtMs: i, detail: a, attention: o } = e, c = Gt[n], l = this.#r(), u = r === void 0 ? void 0 : (i ?? B()) - r, d = n === "undone" || n === "skipped";
		return O`<li>
      <span class=${c.classes}>
        ${J(c.icon)}${l ? j : O`<span class="unseen">${s(`step.${n}`)}</span>`}
      </span>
      <span class=${d ? "over" : ""}>${l ? s(`step.${n}`) : t}</span>
      <span class="small soft number">${u === void 0 ? j : U(u)}</span>
      ${d ? O`<span class="detail small soft">${s(`step.${n}`)}</span>` : j}
      ${a === void 0 || a === this.run.result ? j : O`<span class="detail small soft">${a}</span>`}
      ${o === void 0 || o === a ? j : O`<span class="attention small">${o}</span>`}
    </li>`;
	}
	#o() {
		let { roi: e } = this.run;
		return e === void 0 || e.length === 0 ? j : O`<details>
      <summary class="small soft">${J("chevron")} ${s("roi.title")}</summary>
      <table class="roi">
        <thead>
          <tr>
            <th scope="col"><span class="unseen">${s("roi.what")}</span></th>
            <th scope="col">${s("roi.forecast")}</th>
            <th scope="col">${s("roi.outcome")}</th>
          </tr>
        </thead>
        <tbody>
          ${e.map(({ what: e, forecast: t, outcome: n, verdict: r }) => O`<tr>
              <th scope="row">${e}</th>
              <td>${t}</td>
              <td>${n} <span class="soft">(${r})</span></td>
            </tr>`)}
        </tbody>
      </table>
    </details>`;
	}
	#s() {
		let { issue: e, commit: t, startedAtMs: n, endedAtMs: r } = this.run;
		return e === void 0 && t === void 0 && r === void 0 ? j : O`<p class="records small soft">
      ${r === void 0 ? j : O`<span>
              ${G(n)}, ${s("run.took", { time: U(r - n) })}
            </span>`}
      ${e === void 0 ? j : O`<span>${s("run.issue", { number: e })}</span>`}
      ${t === void 0 ? j : O`<span title=${t}>${s("run.commit", { hash: rt(t) })}</span>`}
    </p>`;
	}
});
// cards/src/model/at-a-glance.ts
var qt = ({ status: e }) => e !== "running", Jt = [
	"ok",
	"unknown",
	"warning",
	"error"
], Yt = (e) => e.reduce((e, { health: t }) => Jt.indexOf(t) > Jt.indexOf(e) ? t : e, e.length === 0 ? "unknown" : "ok"), Xt = ({ nodes: e, guests: t, pools: n }) => {
	let r = n.toSorted((e, t) => t.usedBytes / t.totalBytes - e.usedBytes / e.totalBytes)[0], i = t.flatMap(({ name: e, lastBackupAtMs: t }) => t === void 0 ? [] : [{
		name: e,
		atMs: t
	}]).toSorted((e, t) => (e.atMs ?? 0) - (t.atMs ?? 0));
	return {
		nodes: {
			part: e.filter((e) => e.status === "online").length,
			whole: e.length,
			health: Yt(e)
		},
		guests: {
			part: t.filter((e) => e.status === "running").length,
			whole: t.length,
			health: t.length === 0 ? "unknown" : Yt([{ health: "ok" }, ...t.filter(qt)])
		},
		fullestPool: r === void 0 ? void 0 : {
			name: r.name,
			share: r.totalBytes === 0 ? 0 : r.usedBytes / r.totalBytes,
			health: r.health
		},
		oldestBackup: i[0]
	};
};
e("steward-summary", class extends I {
	static properties = {
		overview: { attribute: !1 },
		compact: { type: Boolean }
	};
	static styles = [q, h`
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
    `];
	constructor() {
		super(), this.compact = !1, new Q(this, 3e4);
	}
	render() {
		let { summary: e, health: t } = this.overview;
		return O`<section class=${this.compact ? "compact" : ""} aria-label=${s("summary.title")}>
      <div class="state">
        ${pt(t)}
        <div>
          <span class="small ${t}">${s(`health.${t}`)}</span>
          <h2>${e}</h2>
        </div>
      </div>
      ${this.compact ? j : this.#e()}
    </section>`;
	}
	#e() {
		let { nodes: e, guests: t, fullestPool: n, oldestBackup: r } = Xt(this.overview.inventory), i = r === void 0 ? s("summary.unknown") : r.atMs === null ? s("summary.noBackup") : W(r.atMs);
		return O`<dl>
      ${this.#t("node", s("summary.nodes"), s("summary.of", e), e.health)}
      ${this.#t("container", s("summary.guests"), s("summary.of", t), t.health)}
      ${this.#t("pool", s("summary.pool"), n === void 0 ? s("summary.none") : V(n.share), n?.health ?? "unknown", n?.name)}
      ${this.#t("backup", s("summary.backup"), i, r === void 0 ? "unknown" : r.atMs === null ? "warning" : "ok", r?.name)}
    </dl>`;
	}
	#t(e, t, n, r, i) {
		let a = r === "ok" ? "" : r;
		return O`<div>
      <dt>${J(e)}${t}</dt>
      <dd class=${a}>${n}</dd>
      ${i === void 0 ? j : O`<dd class="name soft">${i}</dd>`}
    </div>`;
	}
});
// cards/src/components/empty.ts
var Zt = (e, t, n, r = "") => O`<div class="empty ${r}">
    ${J(e)}
    <strong>${t}</strong>
    ${n === void 0 ? j : O`<p>${n}</p>`}
  </div>`, Qt = (e) => typeof e == "object" && !!e && "generatedAtMs" in e && "inventory" in e, $t = (e) => ({ open: (t) => {
	let n = !0, r, i, a = async () => {
		try {
			let i = await e.subscribeMessage((e) => {
				Qt(e) ? (t.connection("connected"), t.overview(e)) : t.connection("disconnected");
			}, { type: "homelab_steward/overview/subscribe" });
			n ? r = i : i();
		} catch {
			if (!n) return;
			t.connection("absent"), i = setTimeout(() => void a(), 1e4);
		}
	}, o = () => t.connection("lost");
	return e.addEventListener("disconnected", o), t.connection("connecting"), a(), () => {
		n = !1, clearTimeout(i), e.removeEventListener("disconnected", o), r?.().catch(() => {});
	};
} }), en = h`
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
`, tn = () => ({
	schema: [
		{
			name: "title",
			selector: { text: {} }
		},
		{
			name: "show_runs",
			default: !0,
			selector: { boolean: {} }
		},
		{
			name: "show_problems",
			default: !0,
			selector: { boolean: {} }
		},
		{
			name: "panel_path",
			selector: { text: {} }
		}
	],
	computeLabel: ({ name: e }) => s(e === "title" ? "card.configTitle" : e === "show_runs" ? "card.configRuns" : e === "show_problems" ? "card.configProblems" : "card.configPath")
}), nn = (e) => {
	if (typeof e != "object" || !e) throw Error("The card’s configuration is missing.");
	if (e.panel_path !== void 0 && !/^\/(?!\/)[\w/-]*$/.test(e.panel_path)) throw Error("panel_path: a path in Home Assistant is expected, which begins with a single /.");
	return e;
}, rn = (e, t) => {
	if (t !== void 0 && t !== "") return t;
	let n = Object.keys(e).find((e) => /(^|_)homelab[_-]steward$/.test(e));
	return n === void 0 ? void 0 : `/${n}`;
}, $ = 3;
e("homelab-steward-card", class extends I {
	static properties = {
		hass: { attribute: !1 },
		config: { state: !0 },
		overview: { state: !0 },
		connection: { state: !0 }
	};
	static styles = [
		en,
		q,
		h`
      ha-card {
        display: grid;
        gap: var(--st-4);
        padding: var(--st-4);
        height: 100%;
        align-content: start;
      }
      section {
        display: grid;
        gap: var(--st-3);
      }
      h2 {
        font-size: var(--st-size-body);
      }
      .name {
        font-size: var(--st-size-small);
        font-weight: 500;
        color: var(--st-text-soft);
      }
      .open {
        justify-self: start;
        margin-left: calc(-1 * var(--st-2));
      }
    `
	];
	static getConfigForm = tn;
	static getStubConfig() {
		return {};
	}
	#e;
	#t;
	constructor() {
		super(), this.connection = "connecting";
	}
	setConfig(e) {
		this.config = nn(e);
	}
	getCardSize() {
		let e = this.overview === void 0 ? 0 : at(this.overview).length;
		return 3 + 2 * Math.min(e, $);
	}
	getGridOptions() {
		return {
			columns: 12,
			min_columns: 6,
			rows: "auto"
		};
	}
	willUpdate() {
		this.hass !== void 0 && (a(this.hass.language), this.style.colorScheme = this.hass.themes?.darkMode === !0 ? "dark" : "light", this.isConnected && this.#e === void 0 && this.#n(this.hass));
	}
	connectedCallback() {
		super.connectedCallback(), this.requestUpdate();
	}
	disconnectedCallback() {
		super.disconnectedCallback(), this.#e?.(), this.#e = void 0;
	}
	#n(e) {
		this.#e = $t(e.connection).open({
			overview: (e) => {
				$e(e.generatedAtMs), this.#t = Date.now(), this.overview = e;
			},
			connection: (e) => {
				this.connection = e;
			}
		});
	}
	render() {
		return this.config === void 0 ? j : O`<ha-card>
      ${this.config.title === void 0 ? j : O`<p class="name">${this.config.title}</p>`}
      ${this.connection === "absent" ? this.#r() : this.#i()}
    </ha-card>`;
	}
	#r() {
		return O`<div role="status">
      ${Zt("connection", s("card.notSetUp"), s("card.notSetUpDetail"))}
    </div>`;
	}
	#i() {
		let { overview: e } = this;
		return O`<steward-banners
        demo
        .overview=${e}
        .connection=${this.connection}
        .receivedAtMs=${this.#t}
      ></steward-banners>
      ${e === void 0 ? this.#a() : this.#o(e)} ${this.#s()}`;
	}
	#a() {
		return this.connection === "connecting" ? O`<p class="soft" role="status">${s("app.loading")}</p>` : j;
	}
	#o(e) {
		let t = at(e), n = this.config?.show_runs === !1 ? [] : st(e, B()), r = this.config?.show_problems === !1 ? [] : e.problems;
		return O`<steward-summary .overview=${e} compact></steward-summary>
      ${t.length === 0 ? j : O`<section aria-labelledby="requests">
              <h2 id="requests">${s("requests.title")}</h2>
              ${Ze(t.slice(0, $), (e) => e.id, (e) => O`<steward-approval .approval=${e} compact></steward-approval>`)}
              ${t.length > $ ? O`<p class="soft small">${c("card.moreWaiting", t.length - $)}</p>` : j}
            </section>`}
      ${n.length === 0 ? j : O`<section aria-labelledby="runs">
              <h2 id="runs">${s(n[0]?.state === "running" ? "runs.title" : "runs.ended")}</h2>
              ${Ze(n, (e) => e.id, (e) => O`<steward-run .run=${e} compact></steward-run>`)}
            </section>`}
      ${r.length === 0 ? j : O`<section aria-labelledby="problems">
              <h2 id="problems">${s("problems.title")}</h2>
              <steward-problems flat .problems=${r}></steward-problems>
            </section>`}`;
	}
	#s() {
		let e = this.overview !== void 0 && at(this.overview).length > 0, t = rn(this.hass?.panels ?? {}, this.config?.panel_path);
		return t === void 0 ? e ? O`<p class="soft small">${s("request.reviewHint")}</p>` : j : O`<a
      class="button plain open"
      href=${t}
      @click=${(e) => this.#c(e, t)}
    >
      ${s(e ? "request.review" : "card.open")}${J("open")}
    </a>`;
	}
	#c(e, t) {
		e.ctrlKey || e.metaKey || e.shiftKey || e.button !== 0 || (e.preventDefault(), history.pushState(null, "", t), window.dispatchEvent(new CustomEvent("location-changed", { detail: { replace: !1 } })));
	}
}), window.customCards ??= [], window.customCards.some((e) => e.type === "homelab-steward-card") || window.customCards.push({
	type: "homelab-steward-card",
	name: s("card.name"),
	description: s("card.description"),
	preview: !0
});
