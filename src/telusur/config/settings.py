"""The one settings file. Numbers fixed by law never stand here: see each room's `rules/data`."""

from __future__ import annotations

from csp.constants import NONCE, NONE, SELF
from django.conf import global_settings

from . import environment as env

DEMO = env.flag("TELUSUR_DEMO")
DEBUG = env.flag("TELUSUR_DEBUG")
VAR = env.data_folder()
TESTING = env.flag("TELUSUR_TESTING")

# `telusur check` refuses to serve with this key outside the demo.
INSECURE_KEY = "demo-only-key-that-telusur-check-refuses"
SECRET_KEY = env.text("TELUSUR_SECRET_KEY", INSECURE_KEY)
# Keys of their own for what must outlive a change of SECRET_KEY: NIK encryption, keyed digests in the ledger.
PERSONAL_DATA_KEY = env.text("TELUSUR_PERSONAL_DATA_KEY", INSECURE_KEY)
ALLOWED_HOSTS = [*env.listing("TELUSUR_HOSTS"), "localhost", "127.0.0.1", "[::1]"]
BASE_URL = env.text("TELUSUR_BASE_URL", "http://localhost:8000")
CSRF_TRUSTED_ORIGINS = env.listing("TELUSUR_TRUSTED_ORIGINS")

KERNEL = ["look", "jobs", "ledger", "law", "calendars", "clocks", "offices", "accounts"]
KERNEL += ["documents", "letters", "notices", "figures", "visits"]
ROOMS = [f"telusur.kernel.{room}" for room in KERNEL]
ROOMS += [f"telusur.openness.{room}" for room in ("information", "satisfaction", "requests", "privacy", "reports")]
RESULTS = ["elections", "recapitulation", "plenaries", "seats", "publication"]
ROOMS += [*(f"telusur.results.{room}" for room in RESULTS), "telusur.front"]

INSTALLED_APPS = [
    *ROOMS,
    "telusur.config.demo",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_altcha",
    "django_htmx",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "telusur.front.middleware.LanguageMiddleware",
    "telusur.front.middleware.HostMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "telusur.kernel.visits.middleware.VisitsMiddleware",
]

ROOT_URLCONF = "telusur.config.urls"
_CONTEXT = ["django.template.context_processors.request", "django.contrib.auth.context_processors.auth"]
_CONTEXT += ["django.contrib.messages.context_processors.messages", "telusur.front.context.house"]
_CONTEXT += ["telusur.config.demo.context.followed_cases"] if DEMO else []
_BUILTINS = ["django.templatetags.i18n", "django.templatetags.static"]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": _CONTEXT, "builtins": _BUILTINS},
    },
]

DATABASES = {"default": env.database(env.text("DATABASE_URL", ""), socket_folder=env.socket_folder(VAR))}
EMBEDDED = not env.text("DATABASE_URL", "")
SERVING = env.flag("TELUSUR_SERVING")
if SERVING:  # threads of the web server come and go; a pool keeps their connections few; one more writes visits
    DATABASES["default"]["OPTIONS"]["pool"] = env.POOL  # type: ignore[index]
PROCRASTINATE_WORKER_DEFAULTS = {"shutdown_graceful_timeout": 8, "delete_jobs": "successful"}
PROCRASTINATE_PERIODIC_DEFAULTS = {"max_delay": 4 * 86400}
PROCRASTINATE_ON_APP_READY = "telusur.kernel.jobs.tasks.install"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account_profile"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_ADAPTER = "telusur.kernel.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "telusur.kernel.accounts.forms.signing_in.LoginForm",
    "signup": "telusur.kernel.accounts.forms.signing_in.SignupForm",
}
ACCOUNT_SIGNUP_FORM_CLASS = "telusur.kernel.accounts.forms.signing_up.SignupForm"
ACCOUNT_CHANGE_EMAIL = True  # one address an account; the new one counts once its link was opened
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = BASE_URL.partition(":")[0]
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if env.flag("TELUSUR_BEHIND_PROXY") else 0
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"] if TESTING else global_settings.PASSWORD_HASHERS
MFA_ADAPTER = "telusur.kernel.accounts.adapters.SecondFactorAdapter"
ALTCHA_HMAC_KEY = f"{SECRET_KEY}:work"
ACCOUNT_RATE_LIMITS = {  # beside the library's own: see accounts.throttles
    "requests_track": "10/m/ip,100/d/ip",
    "requests_recover": "5/h/ip",
    "requests_ask": "10/h/ip,30/d/ip",
}
ACCOUNT_RATE_LIMITS |= {"requests_confirm": "30/h/ip", "requests_answered": "20/h/ip", "reports_check": "12/m/user"}
ACCOUNT_RATE_LIMITS |= {"satisfaction_answer": "20/h/ip,60/d/ip", "satisfaction_unproven": "3/h/ip"}
ACCOUNT_RATE_LIMITS |= {"information_search": "120/m/ip", "satisfaction_file": "60/m/ip", "duty": "10/h/user,200/h/ip"}
ACCOUNT_RATE_LIMITS |= {"figures_file": "30/m/ip", "plenaries_check": "30/m/ip", "kiosk": "12/m/key,200/h/key"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO or TESTING  # http://localhost; elsewhere the origin is checked
DEMO_PASSWORD = "telusur-contoh"  # noqa: S105 printed on the demo's own sign-in page
_CACHE = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "telusur_cache"}
CACHES = {"default": {**_CACHE, "OPTIONS": {"MAX_ENTRIES": 50_000}}}  # all processes count together

LANGUAGE_CODE, TIME_ZONE = "id", "Asia/Jakarta"
LANGUAGES = [("id", "Indonesia"), ("en", "English")]
LOCALE_PATHS = [VAR / "locale"]  # compiled there from src/telusur/locale
FORMAT_MODULE_PATH = ["telusur.config.formats"]

FORM_RENDERER = "telusur.kernel.look.forms.Renderer"
STATIC_URL = "/static/"
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.AppDirectoriesFinder"]
STATICFILES_FINDERS += ["telusur.kernel.look.finders.FontFinder"]
STATIC_ROOT, FILES_ROOT = VAR / "static", VAR / "files"
LEDGER_KEY = env.path("TELUSUR_LEDGER_KEY", VAR / "ledger.key")
SIGNING_SERVICE = env.text("TELUSUR_SIGNING_SERVICE", "")  # module:name of what makes a letters.SigningService
LEDGER_RETIRED_KEYS = env.listing("TELUSUR_LEDGER_RETIRED_KEYS")
WHITENOISE_ALLOW_ALL_ORIGINS = False
STORAGES = {
    "default": {
        "BACKEND": "telusur.kernel.documents.services.blobs.SyncedFileStorage",
        "OPTIONS": {"location": FILES_ROOT},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING or DEBUG
        else "telusur.kernel.look.storage.Storage"
    },
}

_MAIL = "telusur.kernel.notices.mail.DemoBackend" if DEMO else "django.core.mail.backends.smtp.EmailBackend"
EMAIL_BACKEND = env.text("TELUSUR_EMAIL_BACKEND", _MAIL)
EMAIL_HOST, EMAIL_PORT = env.text("TELUSUR_SMTP_HOST", "localhost"), env.number("TELUSUR_SMTP_PORT", 25)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = env.text("TELUSUR_SMTP_USER", ""), env.text("TELUSUR_SMTP_PASSWORD", "")
EMAIL_USE_TLS, EMAIL_USE_SSL = env.flag("TELUSUR_SMTP_STARTTLS"), env.flag("TELUSUR_SMTP_TLS")
EMAIL_TIMEOUT = 15
# A webhook inside the office's own network: refused unless the installation says so.
WEBHOOK_PRIVATE_ADDRESSES = env.flag("TELUSUR_WEBHOOK_PRIVATE_ADDRESSES")
DEFAULT_FROM_EMAIL = env.text("TELUSUR_FROM_EMAIL", "ppid@telusur.invalid")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [SELF],
        "manifest-src": [SELF],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("TELUSUR_BEHIND_PROXY") else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BASE_URL.startswith("https://")
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_HANDLERS = ["telusur.kernel.documents.forms.UploadQuota", *global_settings.FILE_UPLOAD_HANDLERS]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.text("TELUSUR_LOG_LEVEL", "WARNING")},
}
