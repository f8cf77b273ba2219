// Written by "node dist/dev.cjs widely-used"; not to be edited.

/** The day on which the list was made. */
export const WIDELY_USED_DATE = '2026-11-29';

/** Repositories that at least 2 of 52 build lists of public projects have, or that were imitated; of github.com without the host. */
export const WIDELY_USED = `
bitbucket.org/bertimus9/systemstat bitbucket.org/creachadair/shell bitbucket.org/creachadair/stringset
bitbucket.org/liamstask/goose codeberg.org/chavacava/garif codeberg.org/go-fonts/dejavu
codeberg.org/go-fonts/latin-modern codeberg.org/go-fonts/liberation codeberg.org/go-fonts/stix
codeberg.org/go-latex/latex codeberg.org/go-pdf/fpdf 4meepo/tagalign 99designs/go-keychain 99designs/keyring
Abirdcfly/dupword AdaLogics/go-fuzz-headers AdminBenni/iota-mixing AlecAivazis/survey AlwxSin/noinlineerr
Antonboom/errname Antonboom/nilnil Antonboom/testifylint Azure/ARO-HCP Azure/ARO-Tools Azure/azure-kusto-go
Azure/azure-pipeline-go Azure/azure-sdk-for-go Azure/azure-storage-queue-go Azure/go-ansiterm Azure/go-autorest
Azure/go-ntlmssp Azure/kubelogin Azure/retry AzureAD/microsoft-authentication-extensions-for-go
AzureAD/microsoft-authentication-library-for-go BurntSushi/toml ChrisTrenkamp/goxpath Code-Hex/go-generics-cache
DATA-DOG/go-sqlmock DataDog/datadog-go Djarvur/go-err113 GoogleCloudPlatform/opentelemetry-operations-go
GoogleCloudPlatform/testgrid JeffAshton/win_pdh KimMachineGun/automemlimit MakeNowJust/heredoc Masterminds/goutils
Masterminds/semver Masterminds/sprig Microsoft/go-winio Microsoft/hnslib MirrexOne/unqueryvet NYTimes/gziphandler
Netflix/go-expect OpenPeeDeeP/depguard ProtonMail/go-crypto QcloudApi/qcloud_sign_golang RangelReale/osincli
VividCortex/ewma aclements/go-moremath agext/levenshtein ajstarks/deck ajstarks/svgo alecthomas/assert alecthomas/chroma
alecthomas/go-check-sumtype alecthomas/kingpin alecthomas/repr alecthomas/template alecthomas/units alessio/shellescape
alexkohler/nakedret alexkohler/prealloc alfatraining/structtag alingse/asasalint alingse/nilnesserr
aliyun/alibaba-cloud-sdk-go aliyun/aliyun-oss-go-sdk aliyun/aliyun-tablestore-go-sdk anishathalye/porcupine
antchfx/xmlquery antchfx/xpath anthropics/anthropic-sdk-go antihax/optional antithesishq/antithesis-sdk-go antlr/antlr4
antlr4-go/antlr apapsch/go-jsonmerge apparentlymart/go-cidr apparentlymart/go-shquot apparentlymart/go-textseg
apparentlymart/go-userdirs apparentlymart/go-versions areknoster/hypert armon/circbuf armon/go-metrics armon/go-radix
armon/go-socks5 asaskevich/govalidator ashanbrown/forbidigo ashanbrown/makezero aws/aws-sdk-go aws/aws-sdk-go-v2
aws/smithy-go aymanbagabas/go-osc52 aymerick/douceur bahlo/generic-list-go basgys/goxml2json bboreham/go-loser
beorn7/perks bgentry/go-netrc bgentry/speakeasy bitfield/gotestdox bits-and-blooms/bitset bkielbasa/cyclop blang/semver
blizzy78/varnamelen bmatcuk/doublestar boltdb/bolt bombsimon/logrusr bombsimon/wsl boombuler/barcode
bradleyfalzon/ghinstallation breml/bidichk breml/errchkjson brianvoe/gofakeit bufbuild/protocompile
bufbuild/prototransform buger/jsonparser butuzov/ireturn butuzov/mirror bwesterb/go-ristretto c2FmZQ/tlsproxy
campoy/embedmd catenacyber/perfsprint ccojocar/zxcvbn-go cenkalti/backoff census-instrumentation/opencensus-proto
cespare/xxhash chai2010/gettext-go charithe/durationcheck charmbracelet/colorprofile charmbracelet/lipgloss
charmbracelet/x cheggaaa/pb chzyer/logex chzyer/readline chzyer/test circonus-labs/circonus-gometrics
circonus-labs/circonusllhist ckaznocha/intrange clbanning/mxj cli/browser cli/go-gh cli/safeexec client9/misspell
clipperhouse/displaywidth clipperhouse/uax29 cloudflare/backoff cloudflare/cfssl cloudflare/circl cloudflare/redoctober
cncf/udpa cncf/xds cockroachdb/datadriven container-storage-interface/spec containerd/containerd containerd/errdefs
containerd/log containerd/platforms containerd/stargz-snapshotter containerd/ttrpc containerd/typeurl coredns/caddy
coredns/corefile-migration coreos/go-oidc coreos/go-semver coreos/go-systemd cpuguy83/go-md2man creack/pty
curioswitch/go-reassign cyphar/filepath-securejoin daixiang0/gci danieljoos/wincred dave/dst davecgh/go-spew
denis-tingaikin/go-header dennwc/varint dgraph-io/badger dgraph-io/ristretto digitalocean/godo dimchansky/utfbom
distribution/distribution distribution/reference dlclark/regexp2 dnaeon/go-vcr dnephin/pflag docker/cli
docker/distribution docker/docker docker/docker-credential-helpers docker/go-connections docker/go-events
docker/go-metrics docker/go-units docker/libtrust dusted-go/logging dustin/go-humanize dvsekhvalnov/jose2go
dylanmei/iso8601 dylanmei/winrmtest edsrzf/mmap-go egymgmbh/go-prefix-writer emicklei/go-restful
envoyproxy/go-control-plane envoyproxy/protoc-gen-validate ettle/strcase euank/go-kmsg-parser evanphx/json-patch
exponent-io/jsonpath facette/natsort fatih/camelcase fatih/color fatih/structs fatih/structtag felixge/fgprof
felixge/httpsnoop firefart/nonamedreturns fortytw2/leaktest frankban/quicktest fsnotify/fsnotify fullstorydev/grpcurl
fvbommel/sortorder fxamacker/cbor fzipp/gocyclo gabriel-vasile/mimetype gaissmai/extnetip getsentry/sentry-go
ghostiam/protogetter github/copilot-sdk gkampitakis/ciinfo gkampitakis/go-diff gkampitakis/go-snaps go-asn1-ber/asn1-ber
go-chi/chi go-critic/go-critic go-errors/errors go-jose/go-jose go-json-experiment/json go-kit/kit go-kit/log
go-ldap/ldap go-logfmt/logfmt go-logr/logr go-logr/stdr go-logr/zapr go-ole/go-ole go-openapi/analysis go-openapi/errors
go-openapi/jsonpointer go-openapi/jsonreference go-openapi/loads go-openapi/runtime go-openapi/spec go-openapi/strfmt
go-openapi/swag go-openapi/testify go-openapi/validate go-playground/locales go-playground/universal-translator
go-playground/validator go-quicktest/qt go-resty/resty go-sql-driver/mysql go-stack/stack go-task/slim-sprig
go-test/deep go-toolsmith/astcast go-toolsmith/astcopy go-toolsmith/astequal go-toolsmith/astfmt go-toolsmith/astp
go-toolsmith/strparse go-toolsmith/typep go-viper/mapstructure go-xmlfmt/xmlfmt go-zookeeper/zk gobwas/glob
goccmack/gocc goccy/go-json goccy/go-yaml godbus/dbus godoc-lint/godoc-lint gofrs/flock gofrs/uuid gogo/protobuf
goji/httpauth golang-jwt/jwt golang/freetype golang/glog golang/groupcache golang/mock golang/protobuf golang/snappy
golangci/asciicheck golangci/dupl golangci/go-printf-func-name golangci/gofmt golangci/golangci-lint golangci/golines
golangci/misspell golangci/plugin-module-register golangci/revgrep golangci/swaggoswag golangci/unconvert gonum/blas
gonum/floats gonum/graph gonum/internal gonum/lapack gonum/matrix google/btree google/cadvisor google/cel-go
google/certificate-transparency-go google/gnostic-models google/go-cmp google/go-containerregistry google/go-github
google/go-pkcs11 google/go-querystring google/gofuzz google/gopacket google/jsonschema-go google/martian google/pprof
google/renameio google/s2a-go google/shlex google/trillian google/uuid google/wire
googleapis/enterprise-certificate-proxy googleapis/gax-go gophercloud/gophercloud gordonklaus/ineffassign gorilla/css
gorilla/mux gorilla/websocket gostaticanalysis/analysisutil gostaticanalysis/comment gostaticanalysis/forcetypeassert
gostaticanalysis/nilerr gostdlib/concurrency gostdlib/internals grafana/regexp gregjones/httpcache
grpc-ecosystem/go-grpc-middleware grpc-ecosystem/go-grpc-prometheus grpc-ecosystem/grpc-gateway gsterjov/go-libsecret
hashicorp/aws-sdk-go-base hashicorp/cli hashicorp/consul hashicorp/copywrite hashicorp/cronexpr hashicorp/errwrap
hashicorp/go-azure-helpers hashicorp/go-azure-sdk hashicorp/go-checkpoint hashicorp/go-cleanhttp hashicorp/go-cty
hashicorp/go-getter hashicorp/go-hclog hashicorp/go-immutable-radix hashicorp/go-metrics hashicorp/go-msgpack
hashicorp/go-multierror hashicorp/go-plugin hashicorp/go-retryablehttp hashicorp/go-rootcerts hashicorp/go-secure-stdlib
hashicorp/go-slug hashicorp/go-sockaddr hashicorp/go-syslog hashicorp/go-tfe hashicorp/go-uuid hashicorp/go-version
hashicorp/golang-lru hashicorp/hc-install hashicorp/hcl hashicorp/jsonapi hashicorp/logutils hashicorp/mdns
hashicorp/memberlist hashicorp/nomad hashicorp/serf hashicorp/terraform hashicorp/terraform-exec
hashicorp/terraform-json hashicorp/terraform-plugin-go hashicorp/terraform-plugin-log hashicorp/terraform-plugin-sdk
hashicorp/terraform-registry-address hashicorp/terraform-svchost hashicorp/vault hashicorp/yamux hetznercloud/hcloud-go
hexops/gotextdiff hpcloud/tail huandu/xstrings iancoleman/strcase ianlancetaylor/demangle imdario/mergo
inconshreveable/mousetrap invopop/jsonschema ionos-cloud/sdk-go ishidawataru/sctp itchyny/gojq itchyny/timefmt-go
jackc/pgpassfile jackc/pgservicefile jackc/pgx jackc/puddle jackofallops/giovanni jedib0t/go-pretty jellydator/ttlcache
jessevdk/go-flags jgautheron/goconst jhump/protoreflect jingyugao/rowserrcheck jjti/go-spancheck jmespath/go-jmespath
jmhodges/clock jmoiron/sqlx joho/godotenv jonboulle/clockwork jordanlewis/gcassert josharian/intern joshdk/go-junit
jpillora/backoff json-iterator/go jstemmer/go-junit-report julienschmidt/httprouter julz/importas
karamaru-alpha/copyloopvar kardianos/osext kballard/go-shellquote kcp-dev/apimachinery kcp-dev/client-go
kcp-dev/code-generator kcp-dev/kcp kcp-dev/logicalcluster kcp-dev/sdk kcp-dev/virtual-workspace-framework keybase/dbus
keybase/go-keychain kisielk/errcheck kisielk/gotool kisielk/sqlstruct kkHAIKE/contextcheck klauspost/compress
klauspost/cpuid klauspost/pgzip knadh/koanf kolo/xmlrpc konsorten/go-windows-terminal-sequences kr/logfmt kr/pretty
kr/pty kr/text kulti/thelper kunwardeep/paralleltest kylelemons/go-gypsy kylelemons/godebug lasiar/canonicalheader
ldez/exptostd ldez/gomoddirectives ldez/grignotin ldez/tagliatelle ldez/usetesting leodido/go-urn leonklingele/grouper
letsencrypt/boulder letsencrypt/pkcs11key lib/pq liggitt/tabwriter linode/linodego lithammer/dedent loov/layout
lucasb-eyer/go-colorful lyft/protoc-gen-star macabu/inamedparam magefile/mage magiconair/properties mailru/easyjson
manuelarte/embeddedstructfieldcheck manuelarte/funcorder maratori/testableexamples maratori/testpackage maruel/natural
masterzen/simplexml masterzen/winrm matoous/godox mattn/go-colorable mattn/go-ieproxy mattn/go-isatty mattn/go-runewidth
mattn/go-shellwords mattn/go-sqlite3 matttproud/golang_protobuf_extensions mdlayher/socket mdlayher/vsock
mergestat/timediff mfridman/tparse mgechev/revive mgutz/ansi microcosm-cc/bluemonday microsoft/go-otel-audit
microsoft/kiota-abstractions-go microsoft/kiota-authentication-azure-go microsoft/kiota-http-go
microsoft/kiota-serialization-form-go microsoft/kiota-serialization-json-go microsoft/kiota-serialization-multipart-go
microsoft/kiota-serialization-text-go microsoftgraph/msgraph-sdk-go microsoftgraph/msgraph-sdk-go-core miekg/dns
miekg/pkcs11 mistifyio/go-zfs mitchellh/cli mitchellh/colorstring mitchellh/copystructure mitchellh/go-homedir
mitchellh/go-linereader mitchellh/go-testing-interface mitchellh/go-wordwrap mitchellh/gox mitchellh/iochan
mitchellh/mapstructure mitchellh/reflectwalk moby/docker-image-spec moby/ipvs moby/moby moby/spdystream moby/sys
moby/term modelcontextprotocol/go-sdk modern-go/concurrent modern-go/reflect2 monochromegane/go-gitignore
montanaflynn/stats moricho/tparallel morikuni/aec mozillazg/go-httpheader mreiferson/go-httpclient mtibben/percent
muesli/reflow muesli/termenv munnerz/goautoneg mwitkow/go-conntrack mxk/go-flowrate nakabonne/nestif natefinch/atomic
nishanths/exhaustive nishanths/predeclared nsf/jsondiff nu7hatch/gouuid nunnatsa/ginkgolinter nxadm/tail
oapi-codegen/runtime oklog/run oklog/ulid olekukonko/cat olekukonko/errors olekukonko/ll olekukonko/tablewriter
olekukonko/ts onsi/ginkgo onsi/gomega op/go-logging open-telemetry/opentelemetry-collector-contrib
opencontainers/cgroups opencontainers/go-digest opencontainers/image-spec opencontainers/runtime-spec
opencontainers/selinux openshift-eng/openshift-tests-extension openshift-online/ocm-api-model
openshift-online/ocm-sdk-go openshift/api openshift/build-machinery-go openshift/client-go
openshift/cluster-version-operator openshift/hypershift openshift/library-go operator-framework/api
operator-framework/operator-lifecycle-manager oracle/oci-go-sdk outscale/osc-sdk-go ovh/go-ovh packer-community/winrmcp
pascaldekloe/goe pb33f/jsonpath pb33f/libopenapi pb33f/libopenapi-validator pb33f/ordered-map pbnjay/memory
pborman/getopt pelletier/go-toml peterbourgon/diskv petermattis/goid phpdave11/gofpdi pkg/browser pkg/diff pkg/errors
pkg/profile planetscale/vtprotobuf pmezard/go-difflib polyfloyd/go-errorlint posener/complete pquerna/cachecontrol
prometheus-operator/prometheus-operator prometheus/alertmanager prometheus/client_golang prometheus/client_model
prometheus/common prometheus/exporter-toolkit prometheus/otlptranslator prometheus/procfs prometheus/prometheus
prometheus/sigv4 puzpuzpuz/xsync quasilyte/go-ruleguard quasilyte/gogrep quasilyte/regex quasilyte/stdinfo
quic-go/go-ossfuzz-seeds quic-go/qpack quic-go/quic-go raeperd/recvcheck rcrowley/go-metrics redis/go-redis rivo/uniseg
robfig/cron rogpeppe/fastuuid rogpeppe/go-internal rs/cors rs/xid russross/blackfriday ruudk/golang-pdf417
ryancurrah/gomodguard ryanrolds/sqlclosecheck ryanuber/columnize ryanuber/go-glob sagikazarmark/locafero samber/lo
sanity-io/litter sanposhiho/wastedassign santhosh-tekuri/jsonschema sashamelentyev/interfacebloat
sashamelentyev/usestdlibvars scaleway/scaleway-sdk-go sean-/seed secure-systems-lab/go-securesystemslib securego/gosec
segmentio/asm segmentio/encoding sergi/go-diff shopspring/decimal shurcooL/httpfs sigstore/protobuf-specs sigstore/rekor
sigstore/sigstore sirupsen/logrus sivchari/containedctx skratchdot/open-golang smallstep/pkcs7 soheilhy/cmux
sonatard/noctx sony/gobreaker sourcegraph/conc sourcegraph/go-diff spf13/afero spf13/cast spf13/cobra
spf13/jwalterweatherman spf13/pflag spf13/viper spiffe/go-spiffe ssgreg/nlreturn stackitcloud/stackit-sdk-go
standard-webhooks/standard-webhooks stbenjam/no-sprintf-host-port std-uritemplate/std-uritemplate
stefanberger/go-pkcs11uri stoewer/go-strcase stretchr/objx stretchr/testify subosito/gotenv tailscale/hujson
tencentcloud/tencentcloud-sdk-go tencentyun/cos-go-sdk-v5 tetafro/godot tetratelabs/wazero thanhpk/randstr tidwall/gjson
tidwall/match tidwall/pretty tidwall/sjson timakin/bodyclose timonwong/loggercheck titanous/rocacheck tj/assert
tmc/grpc-websocket-proxy tomarrell/wrapcheck tomasen/realip tommy-muehle/go-mnd transparency-dev/merkle tv42/httpunix
ugorji/go ulikunitz/xz ultraware/funlen ultraware/whitespace urfave/cli uudashr/gocognit uudashr/iface
valyala/bytebufferpool vbatts/tar-split vishvananda/netlink vishvananda/netns vmihailenco/msgpack vmihailenco/tagparser
vultr/govultr weppos/publicsuffix-go x448/float16 xanzy/ssh-agent xen0n/gosmopolitan xhit/go-str2duration
xiang90/probing xlab/treeprint xo/terminfo yagipy/maintidx yeya24/promlinter ykadowak/zerologlint yosida95/uritemplate
youmark/pkcs8 yuin/goldmark zalando/go-keyring zclconf/go-cty zclconf/go-cty-debug zclconf/go-cty-yaml zeebo/errs
ziutek/mymysql zmap/rc2 zmap/zcertificate zmap/zcrypto zmap/zlint gitlab.com/bosi/decorder
`;
