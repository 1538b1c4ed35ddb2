using System.Management.Automation;
using System.Runtime.InteropServices;
using System.Security;
using Seedance.PowerShell.Completion;
using Seedance.PowerShell.Connections;
using Seedance.PowerShell.Errors;
using Seedance.PowerShell.Inputs;
using Seedance.PowerShell.Text;
using Seedance.Sandbox;

namespace Seedance.PowerShell.Commands;

/// <summary>Chooses the account, or the offline sandbox, that the Seedance cmdlets of this process use.</summary>
/// <remarks>Not needed when the environment variable LEONARDO_API_KEY is set. Nothing is sent: a wrong key is noticed by the first request. All runspaces of the process use the connection, unless they connect themselves; from then on the environment's key is not used silently any more. The environment variable SEEDANCE_BASE_URI overrides the API's root.</remarks>
[Cmdlet(VerbsCommunications.Connect, "Seedance", DefaultParameterSetName = "Service")]
[OutputType(typeof(SeedanceConnection))]
public sealed class ConnectSeedanceCommand : PSCmdlet
{
    /// <summary>The API key, as a string or SecureString. The default is the environment variable LEONARDO_API_KEY. It is sent to the API's host only and never shown.</summary>
    [Parameter(ParameterSetName = "Service", Position = 0)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateNotNull]
    public object? ApiKey { get; set; }

    /// <summary>The API's root without the version: HTTPS, or HTTP on this machine. The default is the environment variable SEEDANCE_BASE_URI, or else https://cloud.leonardo.ai/api/rest.</summary>
    [Parameter(ParameterSetName = "Service")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateNotNull]
    public Uri? BaseUri { get; set; }

    /// <summary>Uses the offline sandbox: no key, no network, no cost. Its videos are marked as sandbox videos.</summary>
    [Parameter(ParameterSetName = "Sandbox", Mandatory = true)]
    [ExactSwitch]
    public SwitchParameter Sandbox { get; set; }

    /// <summary>How many seconds one request may take, 1 to 3600. The default is 100.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(LimitCompleter))]
    [WholeNumber]
    [ValidateRange(1, 3600)]
    public int RequestTimeout { get; set; } = (int)CurrentConnection.DefaultRequestTimeout.TotalSeconds;

    /// <summary>How many jobs may be created in a minute, 0 to 100000; 0 means no limit. The default is 100, the service's own limit. All cmdlets and runspaces of the process share it for an account; the last Connect-Seedance sets it. The sandbox has no limit.</summary>
    [Parameter(ParameterSetName = "Service")]
    [ArgumentCompleter(typeof(LimitCompleter))]
    [WholeNumber]
    [ValidateRange(0, 100_000)]
    public int CreatesPerMinute { get; set; } = 100;

    /// <summary>How many requests of all kinds may be sent in a minute, 0 to 100000; 0 means no limit. The default is 2000, the service's own limit.</summary>
    [Parameter(ParameterSetName = "Service")]
    [ArgumentCompleter(typeof(LimitCompleter))]
    [WholeNumber]
    [ValidateRange(0, 100_000)]
    public int RequestsPerMinute { get; set; } = 2000;

    /// <summary>Returns the connection, for a -Connection parameter.</summary>
    [Parameter]
    [ExactSwitch]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            var connection = Sandbox ? ToSandbox() : ToService();
            CurrentConnection.Set(connection);
            if (PassThru)
            {
                WriteObject(connection);
            }
        }
        catch (SeedanceException failure)
        {
            ThrowTerminatingError(failure.ToErrorRecord(MyInvocation.MyCommand.Name));
        }
    }

    private SeedanceConnection ToSandbox()
    {
        var options = new SandboxOptions();
        return SeedanceConnection.ToSandbox(options.ApiRoot, new SandboxService(options), TimeSpan.FromSeconds(RequestTimeout));
    }

    private SeedanceConnection ToService()
    {
        var given = ApiKey is null ? null : ReadKey(ApiKey);
        var key = given ?? Environment.GetEnvironmentVariable(CurrentConnection.KeyVariable);
        if (string.IsNullOrWhiteSpace(key) && given is null)
        {
            throw new NoApiKeyException();
        }

        var connection = SeedanceConnection.ToService(key!, BaseUri ?? CurrentConnection.BaseUri(), given is null ? "Environment" : "Parameter", TimeSpan.FromSeconds(RequestTimeout));
        connection.Limits.Set(CreatesPerMinute, RequestsPerMinute);
        return connection;
    }

    private static string ReadKey(object key) => Value.Unwrap(key) switch
    {
        string text => text,
        SecureString secret => Reveal(secret),
        _ => throw new InvalidConnectionException(ModuleMessages.KeyOfWrongType),
    };

    private static string Reveal(SecureString secret)
    {
        var memory = Marshal.SecureStringToGlobalAllocUnicode(secret);
        try
        {
            return Marshal.PtrToStringUni(memory, secret.Length);
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(memory);
        }
    }
}
