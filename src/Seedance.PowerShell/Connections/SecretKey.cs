using System.Collections;
using System.Management.Automation;
using System.Runtime.InteropServices;
using System.Security;
using System.Text;
using Seedance.PowerShell.Inputs;

namespace Seedance.PowerShell.Connections;

/// <summary>Reads the API key from what a parameter or a vault contains.</summary>
internal static class SecretKey
{
    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly string[] _entryNames = ["ApiKey", "Key"];

    /// <summary>The text of a string or SecureString; null for any other type.</summary>
    public static string? FromText(object value) => Value.Unwrap(value) switch
    {
        string text => text,
        SecureString secret => Reveal(secret),
        _ => null,
    };

    /// <summary>The key in a secret of any type that SecretManagement stores.</summary>
    /// <exception cref="InvalidSecretException">The secret does not say which text is the key.</exception>
    public static string FromSecret(object secret, string name) => Value.Unwrap(secret) switch
    {
        Hashtable entries => FromValue(FindEntry(entries, name), name) ?? throw new InvalidSecretException(name, entries.Keys),
        var value => FromValue(value, name) ?? throw new InvalidSecretException(name, Value.TypeName(secret)),
    };

    private static string? FromValue(object? value, string name) => Value.Unwrap(value) switch
    {
        null => null,
        PSCredential credential => Reveal(credential.Password),
        byte[] bytes => Decode(bytes, name),
        var other => FromText(other),
    };

    /// <summary>The only entry, or else the one that is named as a key.</summary>
    private static object? FindEntry(Hashtable entries, string name)
    {
        if (entries.Count == 1)
        {
            return entries.Values.Cast<object?>().Single();
        }

        // Names are compared without case, as PowerShell does; the vault's table may differ between them.
        var found = entries.Cast<DictionaryEntry>().Where(entry => _entryNames.Contains(entry.Key as string, StringComparer.OrdinalIgnoreCase)).ToList();
        return found is [var only] ? only.Value : throw new InvalidSecretException(name, entries.Keys);
    }

    private static string Decode(byte[] bytes, string name)
    {
        try
        {
            return _utf8.GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            throw new InvalidSecretException(name, "bytes that are not UTF-8 text");
        }
    }

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
